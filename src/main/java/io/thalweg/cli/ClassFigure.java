package io.thalweg.cli;

import io.thalweg.evaluation.ClassQuality;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The figures of a {@link ClassQuality}, in the order in which they are shown: since the start, the AUC over the window. */
enum ClassFigure {
    SHARE(ClassQuality::share),
    PRECISION(ClassQuality::precision),
    RECALL(ClassQuality::recall),
    CALIBRATION(ClassQuality::calibration),
    AUC(ClassQuality::auc);

    private final ToDoubleFunction<ClassQuality> value;

    ClassFigure(ToDoubleFunction<ClassQuality> value) {
        this.value = value;
    }

    /** Its name in machine-readable output. */
    String member() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** NaN where it is not defined. */
    double of(ClassQuality quality) {
        return value.applyAsDouble(quality);
    }
}
