package io.thalweg.learner;

import io.thalweg.example.NotedNames;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What hashed features are called: a bounded table, in which the names that are most used stay. Names that share an index are kept apart. One thread.
 *
 * <p>An index has a bucket of {@value #WAYS} places. A name has a level there, about the binary logarithm of how often it was noted: from level 1 on, one sighting in
 * 2^v lifts it (Morris 1978, Counting large numbers of events in small registers). In a full bucket a name that is not there wears down the one of the lowest
 * level and any one of them, one in 2^v lowering it, and takes the place of the lowest at level 0 (as Misra and Gries 1982, Finding repeated elements,
 * take counts off). So what is well known hardly ever changes, and need not be logged, and what comes no more goes. Chance comes from the example's place in its
 * stream: the same stream gives the same table.
 *
 * <p>A bucket as bytes, big-endian:
 *
 * <pre>
 *   log2 of the number of buckets, a byte | number of names, a byte | for each: index, 4 bytes | level, a byte | length, a byte | the name, UTF-8
 * </pre>
 *
 * Invariants: (1) a bucket that is not dirty equals what was last encoded or decoded; (2) the names of a bucket are in its first places; (3) no two of them are
 * equal and have the same index.
 */
public final class NameStore {
    /** Of a name: itself, the head of its array, a reference, index and level. */
    private static final int MOST_BYTES = NotedNames.LONGEST + 16 + 8 + 4 + 1;

    private static final int WAY_BITS = 3;
    private static final int WAYS = 1 << WAY_BITS;
    private static final int HIGHEST = 30;
    private static final int SPREAD = 0x9e3779b1;

    private final int bits;
    private final byte[][] names;
    private final int[] indices;
    private final byte[] levels;
    private final boolean[] dirty;

    /** @param keep how many names; rounded up to a power of two, and to {@value #WAYS} at least; 0 for none */
    public NameStore(int keep) {
        bits = bits(keep);
        int buckets = keep == 0 ? 0 : 1 << bits;
        names = new byte[WAYS * buckets][];
        indices = new int[WAYS * buckets];
        levels = new byte[WAYS * buckets];
        dirty = new boolean[buckets];
    }

    private static int bits(int keep) {
        return keep <= WAYS ? 0 : 32 - Integer.numberOfLeadingZeros((keep - 1) / WAYS);
    }

    /** What a store takes of the heap at most. */
    public static long mostBytes(int keep) {
        return keep == 0 ? 0 : (long) (WAYS << bits(keep)) * MOST_BYTES;
    }

    /** Takes notice of an example's names, if it has kept them. */
    void note(NotedNames noted) {
        if (dirty.length > 0) {
            for (int at = 0; at < noted.size(); at++) {
                note(noted, at);
            }
        }
    }

    private void note(NotedNames noted, int at) {
        long chance = noted.chance(at);
        int bucket = bucket(noted.index(at));
        for (int place = WAYS * bucket; place < WAYS * (bucket + 1); place++) {
            if (names[place] == null) {
                put(place, noted, at);
                return;
            }
            if (isAt(place, noted, at)) {
                if (levels[place] < HIGHEST && isDue(place, chance)) {
                    levels[place]++;
                    dirty[bucket] = true;
                }
                return;
            }
        }
        miss(bucket, noted, at, chance);
    }

    private void miss(int bucket, NotedNames noted, int at, long chance) {
        int any = (int) (chance >>> Long.SIZE - WAY_BITS);
        wearDown(WAYS * bucket + any, chance);
        int lowest = WAYS * bucket + any;
        for (int k = 1; k < WAYS; k++) {
            int place = WAYS * bucket + (any + k) % WAYS;
            lowest = levels[place] < levels[lowest] ? place : lowest;
        }
        wearDown(lowest, chance);
        if (levels[lowest] == 0) {
            put(lowest, noted, at);
        }
    }

    private void wearDown(int place, long chance) {
        if (levels[place] > 0 && isDue(place, chance)) {
            levels[place]--;
            dirty[place / WAYS] = true;
        }
    }

    /** Whether this is the one in 2^level that counts. */
    private boolean isDue(int place, long chance) {
        return (chance & (1L << levels[place]) - 1) == 0;
    }

    private boolean isAt(int place, NotedNames noted, int at) {
        byte[] name = names[place];
        return indices[place] == noted.index(at)
                && Arrays.equals(name, 0, name.length, noted.bytes(), noted.start(at), noted.end(at));
    }

    private void put(int place, NotedNames noted, int at) {
        names[place] = Arrays.copyOfRange(noted.bytes(), noted.start(at), noted.end(at));
        indices[place] = noted.index(at);
        levels[place] = 1;
        dirty[place / WAYS] = true;
    }

    private int bucket(int index) {
        return bits == 0 ? 0 : index * SPREAD >>> 32 - bits;
    }

    /** What is known to be called {@code index}, the most used first. */
    public List<String> of(int index) {
        if (dirty.length == 0) {
            return List.of();
        }
        List<Integer> places = new ArrayList<>();
        for (int place = WAYS * bucket(index); place < WAYS * (bucket(index) + 1); place++) {
            if (names[place] != null && indices[place] == index) {
                places.add(place);
            }
        }
        places.sort(Comparator.comparing(place -> -levels[place]));
        return places.stream()
                .map(place -> new String(names[place], StandardCharsets.UTF_8))
                .toList();
    }

    /** How many names there are. */
    public int size() {
        int size = 0;
        for (byte[] name : names) {
            size += name == null ? 0 : 1;
        }
        return size;
    }

    /** How many buckets there are. */
    int count() {
        return dirty.length;
    }

    /** The live marks, by bucket. */
    boolean[] dirty() {
        return dirty;
    }

    /** Whether there is anything in a bucket. */
    boolean touched(int bucket) {
        return names[WAYS * bucket] != null;
    }

    void clear() {
        Arrays.fill(names, null);
        Arrays.fill(indices, 0);
        Arrays.fill(levels, (byte) 0);
        Arrays.fill(dirty, false);
    }

    byte[] encode(int bucket) {
        int length = 2;
        int count = 0;
        for (int place = WAYS * bucket; place < WAYS * (bucket + 1) && names[place] != null; place++) {
            length += Integer.BYTES + 2 + names[place].length;
            count++;
        }
        ByteBuffer bytes = ByteBuffer.allocate(length).put((byte) bits).put((byte) count);
        for (int place = WAYS * bucket; place < WAYS * (bucket + 1) && names[place] != null; place++) {
            bytes.putInt(indices[place])
                    .put(levels[place])
                    .put((byte) names[place].length)
                    .put(names[place]);
        }
        return bytes.array();
    }

    /**
     * Replaces a bucket's names; it is then clean. What comes from a table of another size is passed over: names are found again.
     *
     * @return false if the bytes are not a bucket, or not this one
     */
    boolean decode(int bucket, byte[] encoded) {
        if (encoded.length < 2) {
            return false;
        }
        if (bucket >= dirty.length || encoded[0] != bits) {
            return true;
        }
        Arrays.fill(names, WAYS * bucket, WAYS * (bucket + 1), null);
        if (!fill(bucket, encoded[1], ByteBuffer.wrap(encoded, 2, encoded.length - 2))) {
            Arrays.fill(names, WAYS * bucket, WAYS * (bucket + 1), null);
            return false;
        }
        dirty[bucket] = false;
        return true;
    }

    private boolean fill(int bucket, int count, ByteBuffer bytes) {
        if (count < 1 || count > WAYS) {
            return false;
        }
        try {
            for (int place = WAYS * bucket; place < WAYS * bucket + count; place++) {
                indices[place] = bytes.getInt();
                levels[place] = bytes.get();
                names[place] = new byte[Byte.toUnsignedInt(bytes.get())];
                bytes.get(names[place]);
                if (!isSound(place, bucket)) {
                    return false;
                }
            }
            return !bytes.hasRemaining();
        } catch (BufferUnderflowException e) {
            return false;
        }
    }

    private boolean isSound(int place, int bucket) {
        return indices[place] >= 0
                && bucket(indices[place]) == bucket
                && levels[place] >= 0
                && levels[place] <= HIGHEST
                && names[place].length <= NotedNames.LONGEST;
    }
}
