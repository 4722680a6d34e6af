package io.thalweg.verify;

import io.thalweg.join.SortedStore;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.apache.kafka.common.utils.Bytes;

/** A sorted store that nothing can be lost from. One thread. */
final class MemoryStore implements SortedStore {
    private final TreeMap<Bytes, Bytes> entries = new TreeMap<>();

    SortedMap<Bytes, Bytes> entries() {
        return entries;
    }

    @Override
    public byte[] get(byte[] key) {
        Bytes value = entries.get(Bytes.wrap(key));
        return value == null ? null : value.get();
    }

    @Override
    public void put(byte[] key, byte[] value) {
        entries.put(Bytes.wrap(key), Bytes.wrap(value));
    }

    @Override
    public void delete(byte[] key) {
        entries.remove(Bytes.wrap(key));
    }

    @Override
    public void visit(byte[] from, byte[] to, BiPredicate<byte[], byte[]> visitor) {
        for (Map.Entry<Bytes, Bytes> entry :
                entries.subMap(Bytes.wrap(from), Bytes.wrap(to)).entrySet()) {
            if (!visitor.test(entry.getKey().get(), entry.getValue().get())) {
                return;
            }
        }
    }
}
