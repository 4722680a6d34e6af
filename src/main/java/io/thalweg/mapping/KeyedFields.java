package io.thalweg.mapping;

import java.util.Arrays;

/**
 * The fields below one that have their names from the data: a map's keys, a vector's positions. Where the mapping is the same for all of them, one field takes
 * name after name; where it is not, each name is looked up once and kept, up to {@value #MOST_KEPT} of them. One thread.
 */
public final class KeyedFields {
    private static final int MOST_KEPT = 1000;
    private static final int PLACES = 4096;

    private final MappedFeatures features;
    private final boolean differ;
    private final Field scratch;
    private final DecimalText position = new DecimalText();
    private final Field[] kept;
    private final boolean[] known;
    private final byte[][] names;
    private int count;

    KeyedFields(MappedFeatures features, Field above, boolean differ) {
        this.features = features;
        this.differ = differ;
        scratch = above.another();
        kept = new Field[differ ? PLACES : 0];
        known = new boolean[kept.length];
        names = new byte[kept.length][];
    }

    /** The field below {@code above} of this name, valid until the next call; null if neither it nor anything below it is wanted, or if {@code above} is null. */
    public Field of(Field above, byte[] key, int from, int length) {
        if (above == null) {
            return null;
        }
        scratch.below(above, key, from, length);
        return differ ? lookedUp() : scratch;
    }

    /** The same of a position, counted from 0. */
    public Field of(Field above, int index) {
        position.set(index);
        return of(above, position.bytes(), position.from(), position.length());
    }

    private Field lookedUp() {
        int place = hash(scratch.name, scratch.length) & PLACES - 1;
        while (known[place]) {
            if (Arrays.equals(names[place], 0, names[place].length, scratch.name, 0, scratch.length)) {
                return kept[place];
            }
            place = place + 1 & PLACES - 1;
        }
        Field field = features.isWanted(scratch.mapped()) ? features.field(scratch.mapped(), scratch.slot) : null;
        if (count < MOST_KEPT) {
            count++;
            known[place] = true;
            names[place] = Arrays.copyOf(scratch.name, scratch.length);
            kept[place] = field;
        }
        return field;
    }

    private static int hash(byte[] bytes, int length) {
        int hash = 0;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash * 0x9e3779b9 >>> 12;
    }
}
