package io.thalweg.serde;

import io.thalweg.evaluation.ClassQuality;
import io.thalweg.evaluation.Comparison;
import io.thalweg.evaluation.Quality;
import io.thalweg.evaluation.ReliabilityBin;
import io.thalweg.evaluation.RollingLoss;
import java.io.IOException;
import java.util.List;

/**
 * A record of the topic of rolling losses: {@code schemas/RollingLoss.avsc} says what the parts mean. A figure that is null there is NaN here.
 *
 * @param classes what the classes of the figures are called
 */
public record RollingLossRecord(
        String topic,
        int partition,
        long offset,
        long examples,
        long rejected,
        List<String> classes,
        RollingLoss figures) {

    public RollingLossRecord {
        classes = List.copyOf(classes);
    }

    private static final PublishedRecords<io.thalweg.avro.RollingLoss> RECORDS = new PublishedRecords<>(
            io.thalweg.avro.RollingLoss.getClassSchema(), new io.thalweg.avro.RollingLoss().getSpecificData());

    /** @throws IOException if the bytes are not a rolling loss */
    public static RollingLossRecord read(byte[] value) throws IOException {
        io.thalweg.avro.RollingLoss read = RECORDS.read(value);
        Comparison rolling = new Comparison(
                quality(read.getRollingLoss(), read.getRollingQuality()),
                quality(read.getRollingBaselineLoss(), read.getRollingBaselineQuality()),
                quality(read.getRollingPreviousLabelLoss(), read.getRollingPreviousLabelQuality()),
                bins(read.getRollingReliability()),
                classes(read.getRollingClasses()));
        Comparison cumulative = new Comparison(
                quality(read.getMeanLoss(), read.getQuality()),
                quality(read.getBaselineLoss(), read.getBaselineQuality()),
                quality(read.getPreviousLabelLoss(), read.getPreviousLabelQuality()),
                bins(read.getReliability()),
                classes(read.getClasses()));
        return new RollingLossRecord(
                read.getTopic(),
                read.getPartition(),
                read.getOffset(),
                read.getExamples(),
                read.getRejected(),
                read.getClasses().stream()
                        .map(io.thalweg.avro.ClassQuality::getName)
                        .toList(),
                new RollingLoss(
                        read.getLabeled(),
                        read.getWindow(),
                        rolling,
                        cumulative,
                        read.getRollingGradientNorm(),
                        read.getConverged()));
    }

    private static Quality quality(double loss, io.thalweg.avro.Quality read) {
        return new Quality(
                loss,
                orNaN(read.getAccuracy()),
                orNaN(read.getAuc()),
                orNaN(read.getCalibration()),
                orNaN(read.getNormalizedEntropy()),
                orNaN(read.getMae()),
                orNaN(read.getRmse()),
                orNaN(read.getR2()));
    }

    private static List<ReliabilityBin> bins(List<io.thalweg.avro.ReliabilityBin> read) {
        return read.stream()
                .map(bin -> new ReliabilityBin(
                        bin.getImportance(), orNaN(bin.getMeanPrediction()), orNaN(bin.getMeanLabel())))
                .toList();
    }

    private static List<ClassQuality> classes(List<io.thalweg.avro.ClassQuality> read) {
        return read.stream()
                .map(quality -> new ClassQuality(
                        orNaN(quality.getShare()),
                        orNaN(quality.getPrecision()),
                        orNaN(quality.getRecall()),
                        orNaN(quality.getCalibration()),
                        orNaN(quality.getAuc())))
                .toList();
    }

    private static double orNaN(Double figure) {
        return figure == null ? Double.NaN : figure;
    }
}
