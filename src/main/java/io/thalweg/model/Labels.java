package io.thalweg.model;

import io.thalweg.example.Example;
import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.loss.Loss;

/** Labels as the formulas of a loss use them. */
public final class Labels {
    private Labels() {}

    /**
     * The label of an example; NaN without one.
     *
     * @throws RejectedExampleException if the loss is not defined for it
     */
    public static double of(Example example, Loss loss) {
        if (!example.hasLabel()) {
            return Double.NaN;
        }
        double label = loss.label(example.label());
        if (Double.isNaN(label)) {
            throw new RejectedExampleException(
                    RejectReason.LABEL_OUTSIDE_DOMAIN,
                    "label is " + example.label() + "; it must be " + loss.labelDomain());
        }
        return label;
    }
}
