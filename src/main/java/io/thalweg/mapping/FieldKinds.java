package io.thalweg.mapping;

import io.thalweg.state.Persistent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What kind each field has been, by path, so that a later schema cannot give it another meaning unnoticed. A function of the records in their order and of
 * the configuration, and of nothing else. Of paths for which there is no room, nothing is remembered: at most {@value #MOST} paths, and
 * {@value #MOST_BYTES} bytes of them, for they are in one record of the changelog together with all that {@code LearnerState} says of its meta block. One
 * thread.
 *
 * <p>As bytes: the number of paths, and in ascending order each path (modified UTF-8 behind its length in two bytes) and its {@link Kind}s (one byte, bit
 * i for the kind of ordinal i).
 */
public final class FieldKinds implements Persistent {
    private static final int MOST = 10_000;

    /** Of the encoded form. */
    public static final int MOST_BYTES = 256 << 10;

    private static final int LONGEST_PATH = 1000;
    private static final int ALL = (1 << Kind.values().length) - 1;

    private final SortedMap<String, Integer> kinds = new TreeMap<>();
    private int bytes = Integer.BYTES;
    private int version;

    /** One that knows the same, and learns by itself. */
    public FieldKinds copy() {
        FieldKinds copy = new FieldKinds();
        copy.kinds.putAll(kinds);
        copy.bytes = bytes;
        return copy;
    }

    /** Changes whenever anything else does: what was decided by the kinds has to be decided anew. */
    public int version() {
        return version;
    }

    /** Whether the field is known to have been of this kind. */
    public boolean has(String path, Kind kind) {
        return (kinds.getOrDefault(path, 0) & kind.bit()) != 0;
    }

    /** The paths that are known. A view. */
    public Set<String> paths() {
        return kinds.keySet();
    }

    /**
     * What is wrong with a schema's fields: a field that has been of other kinds alone. Null if nothing is.
     *
     * @param found kinds by path, as sets of {@link Kind#bit}
     * @param chosen paths whose kind the configuration has chosen, so that it may change
     */
    public String conflict(SortedMap<String, Integer> found, Predicate<String> chosen) {
        for (Map.Entry<String, Integer> field : found.entrySet()) {
            int before = kinds.getOrDefault(field.getKey(), 0);
            int now = field.getValue();
            if (before != 0 && now != 0 && (before & now) == 0 && !chosen.test(field.getKey())) {
                String path = field.getKey();
                return "field " + path + " has been " + Kind.named(before) + " and is now " + Kind.named(now)
                        + "; leave it out with features.exclude=" + path
                        + ", or say what it is in features.transform (" + path + "=category)";
            }
        }
        return null;
    }

    /** Adds a schema's fields that are without {@link #conflict}. */
    public void remember(SortedMap<String, Integer> found) {
        found.forEach((path, now) -> {
            int before = kinds.getOrDefault(path, 0);
            int after = before | now;
            if (after != before && (before != 0 || takeRoom(path))) {
                kinds.put(path, after);
                version++;
            }
        });
    }

    private boolean takeRoom(String path) {
        if (path.length() > LONGEST_PATH || kinds.size() >= MOST || bytes + encodedBytes(path) > MOST_BYTES) {
            return false;
        }
        bytes += encodedBytes(path);
        return true;
    }

    private static int encodedBytes(String path) {
        int utf = 0;
        for (int i = 0; i < path.length(); i++) {
            char character = path.charAt(i);
            utf += character >= 0x800 ? 3 : character >= 0x80 || character == 0 ? 2 : 1;
        }
        return Short.BYTES + utf + 1;
    }

    @Override
    public void clear() {
        kinds.clear();
        bytes = Integer.BYTES;
        version++;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeInt(kinds.size());
        for (Map.Entry<String, Integer> field : kinds.entrySet()) {
            out.writeUTF(field.getKey());
            out.writeByte(field.getValue());
        }
    }

    @Override
    public void read(DataInput in) throws IOException {
        clear();
        int count = in.readInt();
        if (count < 0 || count > MOST) {
            throw new IOException("there are kinds of " + count + " fields; there may be 0 to " + MOST);
        }
        for (int i = 0; i < count; i++) {
            String path = in.readUTF();
            int mask = in.readUnsignedByte();
            if (mask == 0
                    || (mask & ~ALL) != 0
                    || !kinds.isEmpty() && kinds.lastKey().compareTo(path) >= 0
                    || !takeRoom(path)) {
                throw new IOException("the kinds of fields are damaged");
            }
            kinds.put(path, mask);
        }
    }
}
