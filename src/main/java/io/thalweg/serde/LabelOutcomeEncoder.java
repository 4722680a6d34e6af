package io.thalweg.serde;

import io.thalweg.join.Label;
import io.thalweg.join.Settled;
import java.io.IOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.util.Utf8;

/** Writes records of the topic of outcomes: each a {@code LabelOutcome}. Equal arguments give equal bytes. One thread. */
public final class LabelOutcomeEncoder {
    private final RecordBytes record;
    private final Utf8 examples;
    private final Utf8 labels;
    private final int partition;

    /**
     * @param examples the topic where examples come from
     * @param labels the topic where labels come from
     * @param partition of both
     */
    public LabelOutcomeEncoder(PublishedHeaders headers, String examples, String labels, int partition) {
        record = new RecordBytes(headers.of(PublishedSchema.LABEL_OUTCOME));
        this.examples = new Utf8(examples);
        this.labels = new Utf8(labels);
        this.partition = partition;
    }

    public byte[] encode(Settled settled) {
        return record.encode(out -> {
            out.writeString(settled.id());
            out.writeEnum(settled.outcome().ordinal());
            write(out, settled.label());
            write(out, settled.before());
            RecordBytes.writeOptional(out, !Double.isNaN(settled.loss()), settled.loss());
            out.writeInt(partition);
            out.writeString(examples);
            write(out, settled.example());
            out.writeString(labels);
            write(out, settled.came());
            out.writeLong(settled.timeMs());
        });
    }

    private static void write(BinaryEncoder out, Label label) throws IOException {
        RecordBytes.writeLabel(
                out, label != null, label == null ? Double.NaN : label.number(), label == null ? "" : label.name());
    }

    private static void write(BinaryEncoder out, Settled.Place place) throws IOException {
        writeOptional(out, place != null, place == null ? 0 : place.offset());
        writeOptional(out, place != null, place == null ? 0 : place.timeMs());
    }

    private static void writeOptional(BinaryEncoder out, boolean present, long value) throws IOException {
        out.writeIndex(present ? 1 : 0);
        if (present) {
            out.writeLong(value);
        }
    }
}
