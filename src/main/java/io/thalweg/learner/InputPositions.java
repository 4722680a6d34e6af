package io.thalweg.learner;

import io.thalweg.state.Persistent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * How far each input partition has been learned: everything below its next offset is in the model, or was refused. Kept and committed with the
 * weights, so that the two cannot disagree. One thread.
 */
public final class InputPositions implements Persistent {
    /** What {@link #next} says of a partition that nothing has been learned from. */
    public static final long UNKNOWN = -1;

    private final SortedMap<Source, Long> next = new TreeMap<>();

    /** A partition of an input topic. */
    public record Source(String topic, int partition) implements Comparable<Source> {
        @Override
        public int compareTo(Source other) {
            int byTopic = topic.compareTo(other.topic);
            return byTopic != 0 ? byTopic : Integer.compare(partition, other.partition);
        }
    }

    public long next(Source source) {
        return next.getOrDefault(source, UNKNOWN);
    }

    public void advance(Source source, long nextOffset) {
        next.put(source, nextOffset);
    }

    /** Every known position, by topic and partition. */
    public void forEach(BiConsumer<Source, Long> visitor) {
        next.forEach(visitor);
    }

    @Override
    public void clear() {
        next.clear();
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeInt(next.size());
        for (Map.Entry<Source, Long> position : next.entrySet()) {
            out.writeUTF(position.getKey().topic());
            out.writeInt(position.getKey().partition());
            out.writeLong(position.getValue());
        }
    }

    @Override
    public void read(DataInput in) throws IOException {
        next.clear();
        for (int count = in.readInt(); count > 0; count--) {
            Source source = new Source(in.readUTF(), in.readInt());
            next.put(source, in.readLong());
        }
    }
}
