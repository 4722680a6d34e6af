package io.thalweg.serde;

import io.thalweg.join.Label;
import io.thalweg.join.LabelOutcome;
import io.thalweg.join.Settled;
import java.io.IOException;

/**
 * A record of the topic of outcomes: {@code schemas/LabelOutcome.avsc} says what the parts mean.
 *
 * @param partition of the topics of examples and labels
 */
public record LabelOutcomeRecord(String examples, String labels, int partition, Settled settled) {
    private static final PublishedRecords<io.thalweg.avro.LabelOutcome> RECORDS = new PublishedRecords<>(
            io.thalweg.avro.LabelOutcome.getClassSchema(), new io.thalweg.avro.LabelOutcome().getSpecificData());

    /** @throws IOException if the bytes are not an outcome */
    public static LabelOutcomeRecord read(byte[] value) throws IOException {
        io.thalweg.avro.LabelOutcome read = RECORDS.read(value);
        Settled settled = new Settled(
                LabelOutcome.valueOf(read.getOutcome().name()),
                read.getId(),
                read.getStreamTime(),
                place(read.getExampleOffset(), read.getExampleTime()),
                place(read.getLabelOffset(), read.getLabelTime()),
                label(read.getLabel()),
                label(read.getLabelBefore()),
                read.getLoss() == null ? Double.NaN : read.getLoss());
        return new LabelOutcomeRecord(read.getExampleTopic(), read.getLabelTopic(), read.getPartition(), settled);
    }

    private static Settled.Place place(Long offset, Long timeMs) {
        return offset == null || timeMs == null ? null : new Settled.Place(offset, timeMs);
    }

    private static Label label(Object read) {
        if (read == null) {
            return null;
        }
        return read instanceof Double number ? new Label(number, "") : new Label(Double.NaN, read.toString());
    }
}
