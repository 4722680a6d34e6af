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

    private final SortedMap<Source, Position> positions = new TreeMap<>();

    /** A partition of an input topic. */
    public record Source(String topic, int partition) implements Comparable<Source> {
        @Override
        public int compareTo(Source other) {
            int byTopic = topic.compareTo(other.topic);
            return byTopic != 0 ? byTopic : Integer.compare(partition, other.partition);
        }
    }

    /** How far one partition has been learned. */
    public static final class Position {
        private long next = UNKNOWN;

        private Position() {}

        /** The offset of the first record that is not learned yet, or {@link #UNKNOWN}. */
        public long next() {
            return next;
        }

        public void advance(long nextOffset) {
            next = nextOffset;
        }
    }

    /** The live position of a partition, good until {@link #clear} or {@link #read}. */
    public Position of(Source source) {
        return positions.computeIfAbsent(source, unseen -> new Position());
    }

    public long next(Source source) {
        Position position = positions.get(source);
        return position == null ? UNKNOWN : position.next;
    }

    public void advance(Source source, long nextOffset) {
        of(source).advance(nextOffset);
    }

    /** Every known position, by topic and partition. */
    public void forEach(BiConsumer<Source, Long> visitor) {
        known().forEach(visitor);
    }

    private SortedMap<Source, Long> known() {
        SortedMap<Source, Long> known = new TreeMap<>();
        positions.forEach((source, position) -> {
            if (position.next != UNKNOWN) {
                known.put(source, position.next);
            }
        });
        return known;
    }

    @Override
    public void clear() {
        positions.clear();
    }

    @Override
    public void write(DataOutput out) throws IOException {
        SortedMap<Source, Long> known = known();
        out.writeInt(known.size());
        for (Map.Entry<Source, Long> position : known.entrySet()) {
            out.writeUTF(position.getKey().topic());
            out.writeInt(position.getKey().partition());
            out.writeLong(position.getValue());
        }
    }

    @Override
    public void read(DataInput in) throws IOException {
        positions.clear();
        for (int count = in.readInt(); count > 0; count--) {
            Source source = new Source(in.readUTF(), in.readInt());
            advance(source, in.readLong());
        }
    }
}
