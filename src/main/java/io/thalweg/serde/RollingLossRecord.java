package io.thalweg.serde;

import io.thalweg.avro.RollingLoss;
import java.io.IOException;

/** A record of the topic of rolling losses: {@code schemas/RollingLoss.avsc} says what the parts mean. */
public record RollingLossRecord(
        String topic,
        int partition,
        long offset,
        long examples,
        long labeled,
        long rejected,
        int window,
        double rollingLoss,
        double meanLoss,
        double rollingBaselineLoss,
        double baselineLoss,
        double rollingGradientNorm,
        boolean converged) {

    private static final PublishedRecords<RollingLoss> RECORDS =
            new PublishedRecords<>(RollingLoss.getClassSchema(), new RollingLoss().getSpecificData());

    /** @throws IOException if the bytes are not a rolling loss in single-object encoding */
    public static RollingLossRecord read(byte[] value) throws IOException {
        RollingLoss read = RECORDS.read(value);
        return new RollingLossRecord(
                read.getTopic(),
                read.getPartition(),
                read.getOffset(),
                read.getExamples(),
                read.getLabeled(),
                read.getRejected(),
                read.getWindow(),
                read.getRollingLoss(),
                read.getMeanLoss(),
                read.getRollingBaselineLoss(),
                read.getBaselineLoss(),
                read.getRollingGradientNorm(),
                read.getConverged());
    }
}
