package io.thalweg.serde;

import io.thalweg.evaluation.ClassQuality;
import io.thalweg.evaluation.Comparison;
import io.thalweg.evaluation.Quality;
import io.thalweg.evaluation.ReliabilityBin;
import java.io.IOException;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;

/** Writes records of the topic of rolling losses, each a {@code RollingLoss}. Equal records give equal bytes. One thread. */
public final class RollingLossEncoder {
    private final RecordBytes record;

    /** In single-object encoding. */
    public RollingLossEncoder() {
        this(PublishedHeaders.singleObject());
    }

    public RollingLossEncoder(PublishedHeaders headers) {
        record = new RecordBytes(headers.of(PublishedSchema.ROLLING_LOSS));
    }

    public byte[] encode(RollingLossRecord rolling) {
        Comparison now = rolling.figures().rolling();
        Comparison all = rolling.figures().cumulative();
        return record.encode(out -> {
            out.writeString(rolling.topic());
            out.writeInt(rolling.partition());
            out.writeLong(rolling.offset());
            out.writeLong(rolling.examples());
            out.writeLong(rolling.figures().labeled());
            out.writeLong(rolling.rejected());
            out.writeInt(rolling.figures().window());
            out.writeDouble(now.model().loss());
            out.writeDouble(all.model().loss());
            out.writeDouble(now.baseline().loss());
            out.writeDouble(all.baseline().loss());
            out.writeDouble(now.previousLabel().loss());
            out.writeDouble(all.previousLabel().loss());
            out.writeDouble(rolling.figures().rollingGradientNorm());
            out.writeBoolean(rolling.figures().converged());
            write(out, now.model());
            write(out, all.model());
            write(out, now.baseline());
            write(out, all.baseline());
            write(out, now.previousLabel());
            write(out, all.previousLabel());
            write(out, now.reliability());
            write(out, all.reliability());
            write(out, now.classes(), rolling.classes());
            write(out, all.classes(), rolling.classes());
        });
    }

    private static void write(BinaryEncoder out, List<ClassQuality> qualities, List<String> names) throws IOException {
        out.writeArrayStart();
        out.setItemCount(qualities.size());
        for (int c = 0; c < qualities.size(); c++) {
            ClassQuality quality = qualities.get(c);
            out.startItem();
            out.writeString(names.get(c));
            writeDefined(out, quality.share());
            writeDefined(out, quality.precision());
            writeDefined(out, quality.recall());
            writeDefined(out, quality.calibration());
            writeDefined(out, quality.auc());
        }
        out.writeArrayEnd();
    }

    private static void write(BinaryEncoder out, Quality quality) throws IOException {
        writeDefined(out, quality.accuracy());
        writeDefined(out, quality.auc());
        writeDefined(out, quality.calibration());
        writeDefined(out, quality.normalizedEntropy());
        writeDefined(out, quality.mae());
        writeDefined(out, quality.rmse());
        writeDefined(out, quality.r2());
    }

    private static void write(BinaryEncoder out, List<ReliabilityBin> bins) throws IOException {
        out.writeArrayStart();
        out.setItemCount(bins.size());
        for (ReliabilityBin bin : bins) {
            out.startItem();
            out.writeDouble(bin.importance());
            writeDefined(out, bin.meanPrediction());
            writeDefined(out, bin.meanLabel());
        }
        out.writeArrayEnd();
    }

    private static void writeDefined(BinaryEncoder out, double figure) throws IOException {
        RecordBytes.writeOptional(out, !Double.isNaN(figure), figure);
    }
}
