package io.thalweg.serde;

import static java.lang.Double.NaN;

import io.thalweg.evaluation.ClassQuality;
import io.thalweg.evaluation.Comparison;
import io.thalweg.evaluation.Quality;
import io.thalweg.evaluation.ReliabilityBin;
import io.thalweg.evaluation.RollingLoss;
import java.util.List;

/** Figures as they may be published. */
final class Figures {
    static final RollingLoss OF_CLASSES = new RollingLoss(
            40,
            1000,
            new Comparison(
                    ofClasses(0.5, 0.9, 0.95, 1.25, 0.8),
                    ofClasses(0.625, 0.6, NaN, NaN, 1.1),
                    ofClasses(0.875, 0.5, NaN, NaN, 1.3),
                    List.of(new ReliabilityBin(2, 0.25, 0.5)),
                    List.of(new ClassQuality(0.75, 0.5, 0.25, 1.5, 0.625), new ClassQuality(0.25, NaN, 0, 1, NaN))),
            new Comparison(
                    ofClasses(0.25, 0.85, NaN, 1.125, 0.7),
                    ofClasses(0.75, 0.55, NaN, NaN, 1.0),
                    ofClasses(1, 0.45, NaN, NaN, 1.2),
                    List.of(new ReliabilityBin(0, NaN, NaN), new ReliabilityBin(3.5, 0.75, 1)),
                    List.of(new ClassQuality(1, 0.5, 0.375, 1.5, NaN), new ClassQuality(0, NaN, NaN, NaN, NaN))),
            0.125,
            true);

    static final RollingLoss OF_NUMBERS = new RollingLoss(
            7,
            100,
            new Comparison(
                    ofNumbers(1, 2, 3, 0.5), ofNumbers(4, 5, 6, -1), ofNumbers(7, 8, 9, NaN), List.of(), List.of()),
            new Comparison(
                    ofNumbers(10, 11, 12, 0.25),
                    ofNumbers(0, 0, 0, 1),
                    ofNumbers(0, NaN, NaN, NaN),
                    List.of(),
                    List.of()),
            2,
            false);

    private Figures() {}

    private static Quality ofClasses(double loss, double accuracy, double auc, double calibration, double entropy) {
        return new Quality(loss, accuracy, auc, calibration, entropy, NaN, NaN, NaN);
    }

    private static Quality ofNumbers(double loss, double mae, double rmse, double r2) {
        return new Quality(loss, NaN, NaN, NaN, NaN, mae, rmse, r2);
    }
}
