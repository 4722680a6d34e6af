package io.thalweg.mapping;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * How often each field was there, was missing, and could not be read; of the first {@value #MOST} paths, those that come later together. Counts since the
 * start of the process: for metrics, and nothing that is published. Written by one thread; others may read, and see numbers a moment old.
 */
public final class FieldCounts {
    /** What fields beyond the first {@value #MOST} are counted as. */
    public static final String OTHER = "(other)";

    private static final int MOST = 1000;

    /**
     * @param present records with a value in the field, whether or not it became features
     * @param missing records in which it was null, or whose schema does not have it while others had
     * @param fresh categories of which the model knew nothing; 0 unless somebody {@linkplain NewCategories asks}
     * @param unparsable numbers that are NaN, infinite or beyond range, times that are none, values of a wrong type
     */
    public record Of(long present, long missing, long fresh, long unparsable) {}

    private final Map<String, Integer> slots = new HashMap<>();
    private long[] present = new long[16];
    private long[] missing = new long[16];
    private long[] fresh = new long[16];
    private long[] unparsable = new long[16];
    private int current;

    public FieldCounts() {
        slots.put(OTHER, 0);
    }

    /** Where the field at {@code path} is counted. */
    synchronized int slot(String path) {
        Integer known = slots.get(path);
        if (known != null) {
            return known;
        }
        if (slots.size() > MOST) {
            return 0;
        }
        int slot = slots.size();
        if (slot == present.length) {
            present = Arrays.copyOf(present, 2 * slot);
            missing = Arrays.copyOf(missing, 2 * slot);
            fresh = Arrays.copyOf(fresh, 2 * slot);
            unparsable = Arrays.copyOf(unparsable, 2 * slot);
        }
        slots.put(path, slot);
        return slot;
    }

    void present(int slot) {
        present[slot]++;
        current = slot;
    }

    /** What has just been counted as present is null. */
    void isNull(int slot) {
        present[slot]--;
        missing[slot]++;
    }

    void missing(int slot) {
        missing[slot]++;
    }

    void unparsable(int slot) {
        unparsable[slot]++;
    }

    /** A category of the field that was there last is new. */
    void fresh() {
        fresh[current]++;
    }

    /** Every path that has been counted, in order. */
    public synchronized void forEach(BiConsumer<String, Of> reader) {
        new TreeMap<>(slots).forEach((path, slot) -> {
            Of counts = new Of(present[slot], missing[slot], fresh[slot], unparsable[slot]);
            if (slot != 0 || counts.present + counts.missing + counts.unparsable > 0) {
                reader.accept(path, counts);
            }
        });
    }
}
