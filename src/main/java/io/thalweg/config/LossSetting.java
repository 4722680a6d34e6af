package io.thalweg.config;

import io.thalweg.loss.HingeLoss;
import io.thalweg.loss.LogisticLoss;
import io.thalweg.loss.Loss;
import io.thalweg.loss.PoissonLoss;
import io.thalweg.loss.QuantileLoss;
import io.thalweg.loss.SquaredLoss;

/** The loss that the settings name. */
final class LossSetting {
    private LossSetting() {}

    static Loss of(Values values) {
        return switch (values.text(Keys.LOSS)) {
            case "logistic" -> new LogisticLoss();
            case "squared" -> new SquaredLoss();
            case "softmax" -> ClassesSetting.of(values);
            case "hinge" -> new HingeLoss();
            case "quantile" -> new QuantileLoss(values.number(Keys.LOSS_QUANTILE));
            default -> new PoissonLoss();
        };
    }
}
