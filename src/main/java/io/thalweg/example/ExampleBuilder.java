package io.thalweg.example;

import java.util.Arrays;

/**
 * Builds an {@link Example} from its parts: hashes names, sorts features by index, adds up those that share one, and refuses what no model
 * may see. Whatever order the features come in, the example is the same to the last bit. Reuses one example. One thread.
 */
public final class ExampleBuilder implements ExampleSink {
    /** The largest magnitude of a value or a label; the square of either is still a float. */
    public static final double MAX_MAGNITUDE = 1e18;

    /** The most characters of a label that is a name. */
    public static final int LONGEST_LABEL = 256;

    private final FeatureHasher hasher;
    private final int weights;
    private final int maxFeatures;
    private final EntrySort sort;
    private final Example example = new Example();
    private byte[] name = new byte[64];
    private long[] entries = new long[64];
    private int size;
    private boolean ascending;
    private boolean noting;
    private long place;

    /**
     * @param hashBits names are hashed to, and indices are allowed in, 0 to 2^hashBits − 1
     * @param maxFeatures an example with more is refused
     */
    public ExampleBuilder(int hashBits, int maxFeatures) {
        this(new FeatureHasher(hashBits), new EntrySort(hashBits), 1 << hashBits, maxFeatures);
    }

    private ExampleBuilder(FeatureHasher hasher, EntrySort sort, int weights, int maxFeatures) {
        this.hasher = hasher;
        this.sort = sort;
        this.weights = weights;
        this.maxFeatures = maxFeatures;
    }

    /** A builder of the same kind, for another example. Parts may be given to it in another thread; it must build in the same. */
    ExampleBuilder another() {
        return new ExampleBuilder(hasher, sort, weights, maxFeatures);
    }

    /** Features given since {@link #begin}, those that share an index counted apart. */
    int size() {
        return size;
    }

    /**
     * Says where in its stream the example to come stands: of a few places, the example keeps the {@linkplain NotedNames names} of its features. Called before
     * {@link #begin}, with the same place whenever the stream is read again; whoever never calls it gets no names.
     *
     * @param place how many examples and rejects came before
     */
    public void at(long place) {
        this.place = place;
        noting = NotedNames.isDue(place);
    }

    @Override
    public void begin() {
        example.names.begin(place);
        example.toStandardize.clear();
        example.id = "";
        example.label = Double.NaN;
        example.labelName = "";
        example.importance = 1;
        example.timestampMs = Example.NO_TIME;
        size = 0;
        ascending = true;
    }

    @Override
    public void id(String id) {
        example.id = id;
    }

    @Override
    public void label(double label) {
        if (!Double.isFinite(label)) {
            throw new RejectedExampleException(RejectReason.NON_FINITE, "label is " + label + "; it must be finite");
        }
        if (Math.abs(label) > MAX_MAGNITUDE) {
            throw new RejectedExampleException(
                    RejectReason.OUT_OF_RANGE,
                    "label is " + label + "; its magnitude must be at most " + MAX_MAGNITUDE);
        }
        example.label = label;
    }

    @Override
    public void label(String name) {
        if (name.length() > LONGEST_LABEL) {
            throw new RejectedExampleException(
                    RejectReason.OUT_OF_RANGE,
                    "label is a name of " + name.length() + " characters; it must have at most " + LONGEST_LABEL);
        }
        example.labelName = name;
    }

    @Override
    public void importance(double importance) {
        if (!Double.isFinite(importance)) {
            throw new RejectedExampleException(
                    RejectReason.NON_FINITE, "importance is " + importance + "; it must be finite");
        }
        if (importance < 0) {
            throw new RejectedExampleException(
                    RejectReason.NEGATIVE_IMPORTANCE, "importance is " + importance + "; it must be 0 or more");
        }
        if (importance > MAX_MAGNITUDE) {
            throw new RejectedExampleException(
                    RejectReason.OUT_OF_RANGE, "importance is " + importance + "; it must be at most " + MAX_MAGNITUDE);
        }
        example.importance = importance;
    }

    @Override
    public void time(long timestampMs) {
        example.timestampMs = timestampMs;
    }

    @Override
    public void numeric(byte[] name, int offset, int length, float value) {
        add(named(name, offset, length), value);
    }

    @Override
    public void standardized(byte[] name, int offset, int length, float value) {
        int index = named(name, offset, length);
        add(index, value);
        example.toStandardize.add(index);
    }

    private int named(byte[] name, int offset, int length) {
        int index = hasher.index(name, offset, length);
        if (noting) {
            example.names.add(index, name, offset, length);
        }
        return index;
    }

    @Override
    public void categorical(
            byte[] name, int nameOffset, int nameLength, byte[] value, int valueOffset, int valueLength) {
        int length = nameLength + 1 + valueLength;
        int equals = nameOffset + nameLength;
        if (name == value && valueOffset == equals + 1 && name[equals] == '=') {
            add(named(name, nameOffset, length), 1); // as text has it
            return;
        }
        if (length > this.name.length) {
            this.name = new byte[2 * length];
        }
        System.arraycopy(name, nameOffset, this.name, 0, nameLength);
        this.name[nameLength] = '=';
        System.arraycopy(value, valueOffset, this.name, nameLength + 1, valueLength);
        add(named(this.name, 0, length), 1);
    }

    @Override
    public void indexed(int index, float value) {
        if (index < 0 || index >= weights) {
            throw new RejectedExampleException(
                    RejectReason.INDEX_OUT_OF_RANGE,
                    "feature index is " + index + "; it must be 0 to " + (weights - 1) + " (hash.bits sets the limit)");
        }
        add(index, value);
    }

    private void add(int index, float value) {
        checkValue(value);
        if (size == maxFeatures) {
            throw new RejectedExampleException(
                    RejectReason.TOO_MANY_FEATURES,
                    "there are more than " + maxFeatures + " features (examples.max.features sets the limit)");
        }
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, 2 * size);
        }
        long entry = (long) index << 32 | Float.floatToRawIntBits(value) & 0xffffffffL;
        if (ascending && size > 0) {
            ascending = entries[size - 1] < entry;
        }
        entries[size++] = entry;
    }

    private static void checkValue(float value) {
        if (!(Math.abs(value) <= MAX_MAGNITUDE)) {
            throw Float.isFinite(value)
                    ? new RejectedExampleException(
                            RejectReason.OUT_OF_RANGE,
                            "feature value is " + value + "; its magnitude must be at most " + MAX_MAGNITUDE)
                    : new RejectedExampleException(
                            RejectReason.NON_FINITE, "feature value is " + value + "; it must be finite");
        }
    }

    /** The example whose parts have been given since {@link #begin}; valid until the next {@code begin}. */
    public Example build() {
        if (!ascending) {
            sort.sort(entries, size);
        }
        Features features = example.features;
        features.clear(size);
        int at = 0;
        while (at < size) {
            int index = (int) (entries[at] >> 32);
            float value = Float.intBitsToFloat((int) entries[at++]);
            while (at < size && (int) (entries[at] >> 32) == index) {
                value += Float.intBitsToFloat((int) entries[at++]);
                checkValue(value);
            }
            features.append(index, value);
        }
        example.toStandardize.locate(features);
        return example;
    }
}
