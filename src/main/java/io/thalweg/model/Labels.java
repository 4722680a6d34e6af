package io.thalweg.model;

import io.thalweg.example.Example;
import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.loss.Loss;
import io.thalweg.loss.MarginLoss;
import io.thalweg.loss.SoftmaxLoss;
import io.thalweg.state.Persistent;
import java.util.List;

/** Labels as the formulas of a loss use them. One thread. */
public sealed interface Labels extends Persistent permits NumberLabels, ClassLabels {
    static Labels of(Loss loss) {
        if (loss instanceof SoftmaxLoss softmax) {
            return new ClassLabels(softmax.classes(), softmax.names());
        }
        return new NumberLabels((MarginLoss) loss);
    }

    /**
     * The label of an example; NaN without one. Changes nothing.
     *
     * @throws RejectedExampleException if the loss is not defined for it
     */
    double of(Example example);

    /** What the known classes are called, by number; empty if labels are numbers. Live. */
    List<String> classes();

    /** The label of an example: of a class what it is called, else the number; empty if it has none. */
    String text(Example example);

    /** The same of a prediction; empty if no class is known. */
    String text(Prediction prediction);

    /** Takes notice of the label of an example that is going to be predicted, which {@link #of} has accepted. */
    void admit(Example example);

    /** @param label as a message shows it */
    static RejectedExampleException outsideDomain(String label, String domain) {
        return new RejectedExampleException(
                RejectReason.LABEL_OUTSIDE_DOMAIN, "label is " + label + "; it must be " + domain);
    }

    static String quoted(String name) {
        return "'" + name + "'";
    }
}
