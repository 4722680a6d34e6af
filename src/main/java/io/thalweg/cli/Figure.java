package io.thalweg.cli;

import io.thalweg.evaluation.Quality;
import java.util.function.ToDoubleFunction;

/** The figures of a {@link Quality} beside its loss, in the order in which they are shown. */
enum Figure {
    ACCURACY("accuracy", "accuracy", Quality::accuracy),
    AUC("auc", "ROC AUC", Quality::auc),
    CALIBRATION("calibration", "calibration", Quality::calibration),
    NORMALIZED_ENTROPY("normalizedEntropy", "normalized entropy", Quality::normalizedEntropy),
    MAE("mae", "MAE", Quality::mae),
    RMSE("rmse", "RMSE", Quality::rmse),
    R2("r2", "R²", Quality::r2);

    private final String member;
    private final String words;
    private final ToDoubleFunction<Quality> value;

    Figure(String member, String words, ToDoubleFunction<Quality> value) {
        this.member = member;
        this.words = words;
        this.value = value;
    }

    /** Its name in machine-readable output, after a prefix that is empty or in camel case. */
    String member(String prefix) {
        return prefix.isEmpty() ? member : prefix + Character.toUpperCase(member.charAt(0)) + member.substring(1);
    }

    String words() {
        return words;
    }

    /** NaN where it is not defined. */
    double of(Quality quality) {
        return value.applyAsDouble(quality);
    }
}
