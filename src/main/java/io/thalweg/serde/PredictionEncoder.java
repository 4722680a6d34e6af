package io.thalweg.serde;

import io.thalweg.example.Example;
import java.io.IOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.util.Utf8;

/**
 * Writes what a model said of the examples of one partition, as records of the topic of predictions, each a {@code Prediction}. Equal
 * arguments give equal bytes. One thread.
 */
public final class PredictionEncoder {
    private final RecordBytes record;
    private final Utf8 topic;
    private final int partition;

    /** In single-object encoding. */
    public PredictionEncoder(String topic, int partition) {
        this(PublishedHeaders.singleObject(), topic, partition);
    }

    /** @param topic where the examples come from */
    public PredictionEncoder(PublishedHeaders headers, String topic, int partition) {
        record = new RecordBytes(headers.of(PublishedSchema.PREDICTION));
        this.topic = new Utf8(topic);
        this.partition = partition;
    }

    /**
     * @param margin weights times features, plus the intercept
     * @param prediction the mean of the margin
     * @param classes empty unless there are many
     * @param loss the prediction's loss, not multiplied by the importance; ignored if the example has no label
     * @param learned how many labelled examples the model had learned from when it predicted
     * @param offset the example's
     */
    public byte[] encode(
            Example example,
            double margin,
            double prediction,
            RankedClasses classes,
            double loss,
            long learned,
            long offset) {
        return record.encode(out -> {
            out.writeString(example.id());
            out.writeDouble(margin);
            out.writeDouble(prediction);
            write(out, classes);
            RecordBytes.writeLabel(out, example.hasLabel(), example.label(), example.labelName());
            RecordBytes.writeOptional(out, example.hasLabel(), loss);
            out.writeDouble(example.importance());
            out.writeInt(example.features().size());
            out.writeLong(learned);
            out.writeString(topic);
            out.writeInt(partition);
            out.writeLong(offset);
        });
    }

    private static void write(BinaryEncoder out, RankedClasses classes) throws IOException {
        out.writeArrayStart();
        out.setItemCount(classes.size());
        for (int rank = 0; rank < classes.size(); rank++) {
            out.startItem();
            out.writeString(classes.name(rank));
            out.writeDouble(classes.probability(rank));
        }
        out.writeArrayEnd();
    }
}
