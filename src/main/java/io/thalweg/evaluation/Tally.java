package io.thalweg.evaluation;

import io.thalweg.loss.LogisticLoss;
import io.thalweg.loss.Loss;
import io.thalweg.state.Persistent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** The sums over labelled examples that a {@link Comparison} is made from. One thread. */
final class Tally implements Persistent {
    private final boolean classes;
    private final Errors model = new Errors();
    private final Errors baseline = new Errors();
    private final Errors previousLabel = new Errors();
    private final Reliability reliability = new Reliability();
    private final Spread labels = new Spread();
    private double importance;

    Tally(Loss loss) {
        classes = loss instanceof LogisticLoss;
    }

    Errors model() {
        return model;
    }

    Errors baseline() {
        return baseline;
    }

    Errors previousLabel() {
        return previousLabel;
    }

    /** Counts an example whose errors are added to those of the predictors. */
    void add(double importance, double prediction, double label) {
        this.importance += importance;
        if (classes) {
            reliability.add(importance, prediction, label);
        } else {
            labels.add(importance, label);
        }
    }

    /** @param auc of the served predictions over the same examples, if it is known */
    Comparison comparison(double auc) {
        if (!classes) {
            return new Comparison(ofNumbers(model), ofNumbers(baseline), ofNumbers(previousLabel), List.of());
        }
        double calibration = reliability.labels() > 0 ? reliability.probabilities() / reliability.labels() : Double.NaN;
        double entropy = entropy(reliability.labels() / importance);
        return new Comparison(
                ofClasses(model, auc, calibration, entropy),
                ofClasses(baseline, Double.NaN, Double.NaN, entropy),
                ofClasses(previousLabel, Double.NaN, Double.NaN, entropy),
                reliability.bins());
    }

    private Quality ofClasses(Errors errors, double auc, double calibration, double entropy) {
        double accuracy = 1 - errors.meanError(importance);
        return Quality.ofClasses(errors.meanLoss(importance), accuracy, auc, calibration, entropy);
    }

    private Quality ofNumbers(Errors errors) {
        return Quality.ofNumbers(
                errors.meanLoss(importance),
                errors.meanError(importance),
                errors.meanSquare(importance),
                labels.variance());
    }

    private static double entropy(double rate) {
        return rate > 0 && rate < 1 ? -rate * StrictMath.log(rate) - (1 - rate) * StrictMath.log1p(-rate) : 0;
    }

    @Override
    public void clear() {
        for (Persistent part : parts()) {
            part.clear();
        }
        importance = 0;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeDouble(importance);
        for (Persistent part : parts()) {
            part.write(out);
        }
    }

    @Override
    public void read(DataInput in) throws IOException {
        importance = in.readDouble();
        for (Persistent part : parts()) {
            part.read(in);
        }
    }

    private List<Persistent> parts() {
        return List.of(model, baseline, previousLabel, classes ? reliability : labels);
    }
}
