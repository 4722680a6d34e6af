package io.thalweg.mapping;

import io.thalweg.example.FeatureSink;
import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The features of one record that interactions need, and their products at its end: called {@code a=x×b=y}, in the order in which the interaction names
 * its fields. A feature that could stand in two places stands where the names ascend, so that the same features have one product however the fields come; no
 * feature is multiplied with itself. Reused. One thread.
 */
final class Joined {
    /** More than any {@code examples.max.features} allows. */
    private static final long MOST_PRODUCTS = 10_000_000;

    private static final byte[] TIMES = "×".getBytes(StandardCharsets.UTF_8);
    private static final int THIRD = 2;

    /** The number of fields of each interaction. */
    private final int[] orders;

    private byte[] names = new byte[1024];
    private int[] starts = new int[17];
    private float[] values = new float[16];
    private long[] sides = new long[16];
    private int size;
    private byte[] product = new byte[256];
    private long products;

    Joined(List<Interaction> interactions) {
        orders = interactions.stream()
                .mapToInt(interaction -> interaction.fields().size())
                .toArray();
    }

    void clear() {
        size = 0;
        products = 0;
    }

    void numeric(long sides, byte[] name, int length, float value) {
        int end = room(length);
        System.arraycopy(name, 0, names, end, length);
        add(sides, end + length, value);
    }

    void categorical(long sides, byte[] name, int nameLength, byte[] value, int from, int length) {
        int end = room(nameLength + 1 + length);
        System.arraycopy(name, 0, names, end, nameLength);
        names[end + nameLength] = '=';
        System.arraycopy(value, from, names, end + nameLength + 1, length);
        add(sides, end + nameLength + 1 + length, 1);
    }

    private int room(int length) {
        int end = starts[size];
        if (length > names.length - end) {
            names = Arrays.copyOf(names, 2 * (end + length));
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
            sides = Arrays.copyOf(sides, 2 * size);
            starts = Arrays.copyOf(starts, 2 * size + 1);
        }
        return end;
    }

    private void add(long sides, int end, float value) {
        this.sides[size] = sides;
        values[size] = value;
        starts[++size] = end;
    }

    void giveTo(FeatureSink sink) {
        if (size < 2) {
            return;
        }
        int bit = 0;
        for (int order : orders) {
            long first = 1L << bit;
            long second = first << 1;
            long third = order > THIRD ? second << 1 : 0;
            for (int a = 0; a < size; a++) {
                if ((sides[a] & first) != 0) {
                    with(a, first, second, third, sink);
                }
            }
            bit += order;
        }
    }

    private void with(int a, long first, long second, long third, FeatureSink sink) {
        int length = append(0, a);
        for (int b = 0; b < size; b++) {
            if ((sides[b] & second) != 0 && inOrder(a, first, b, second)) {
                int end = append(times(length), b);
                if (third == 0) {
                    give(end, values[a] * values[b], sink);
                } else {
                    with(a, first, b, second, third, end, sink);
                }
            }
        }
    }

    private void with(int a, long first, int b, long second, long third, int length, FeatureSink sink) {
        for (int c = 0; c < size; c++) {
            if ((sides[c] & third) != 0 && inOrder(a, first, c, third) && inOrder(b, second, c, third)) {
                give(append(times(length), c), values[a] * values[b] * values[c], sink);
            }
        }
    }

    /** Whether f and g may stand where they do: not the same, and not the other way round of what is given anyway. */
    private boolean inOrder(int f, long side, int g, long otherSide) {
        if (f == g) {
            return false;
        }
        if ((sides[f] & otherSide) == 0 || (sides[g] & side) == 0) {
            return true;
        }
        int order = Arrays.compareUnsigned(names, starts[f], starts[f + 1], names, starts[g], starts[g + 1]);
        return order < 0 || order == 0 && f < g;
    }

    private int times(int at) {
        int end = productRoom(at, TIMES.length);
        System.arraycopy(TIMES, 0, product, at, TIMES.length);
        return end;
    }

    private int append(int at, int feature) {
        int length = starts[feature + 1] - starts[feature];
        int end = productRoom(at, length);
        System.arraycopy(names, starts[feature], product, at, length);
        return end;
    }

    private int productRoom(int at, int length) {
        if (at + length > product.length) {
            product = Arrays.copyOf(product, 2 * (at + length));
        }
        return at + length;
    }

    private void give(int length, float value, FeatureSink sink) {
        if (++products > MOST_PRODUCTS) {
            throw new RejectedExampleException(
                    RejectReason.TOO_MANY_FEATURES,
                    "features.interactions make more than " + MOST_PRODUCTS
                            + " features of the record; name fewer fields");
        }
        sink.numeric(product, 0, length, value);
    }
}
