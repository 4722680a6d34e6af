package io.thalweg.evaluation;

import io.thalweg.loss.Loss;
import io.thalweg.state.Persistent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** The sums over labelled examples that a {@link Comparison} is made from. One thread. */
final class Tally implements Persistent {
    private final Loss loss;
    private final Errors model = new Errors();
    private final Errors baseline = new Errors();
    private final Errors previousLabel = new Errors();
    private final Reliability reliability = new Reliability();
    private final Spread labels = new Spread();
    private final ClassTally classes;
    private double importance;

    Tally(Loss loss) {
        this.loss = loss;
        classes = new ClassTally(manyClasses() ? loss.classes() : 0);
    }

    private boolean manyClasses() {
        return loss.outputs() > 1;
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

    /** Of one of the three. */
    double meanLoss(Errors errors) {
        return errors.meanLoss(importance);
    }

    /** Of many classes. */
    ClassTally classes() {
        return classes;
    }

    /** Counts an example whose errors are added to those of the predictors. Of many classes, whether its label was predicted, and how probably. */
    void add(double importance, double prediction, double label) {
        this.importance += importance;
        if (loss.isCrossEntropy()) {
            reliability.add(importance, prediction, label);
        } else {
            labels.add(importance, label);
        }
    }

    /**
     * @param auc of the served predictions over the same examples, if it is known
     * @param classAucs the same by class, of many
     * @param known how many of many classes have figures of their own
     */
    Comparison comparison(double auc, IntToDoubleFunction classAucs, int known) {
        return new Comparison(
                quality(model, auc, calibration()),
                quality(baseline, Double.NaN, Double.NaN),
                quality(previousLabel, Double.NaN, Double.NaN),
                loss.isCrossEntropy() ? reliability.bins() : List.of(),
                classQualities(classAucs, known));
    }

    private List<ClassQuality> classQualities(IntToDoubleFunction classAucs, int known) {
        List<ClassQuality> qualities = new ArrayList<>();
        for (int c = 0; manyClasses() && c < known; c++) {
            qualities.add(classes.quality(c, importance, classAucs.applyAsDouble(c)));
        }
        return qualities;
    }

    private double calibration() {
        return reliability.labels() > 0 ? reliability.probabilities() / reliability.labels() : Double.NaN;
    }

    private Quality quality(Errors errors, double auc, double calibration) {
        double meanLoss = meanLoss(errors);
        double meanError = errors.meanError(importance);
        if (loss.classes() > 0) {
            return Quality.ofClasses(meanLoss, 1 - meanError, auc, calibration, entropy());
        }
        return Quality.ofNumbers(meanLoss, meanError, errors.meanSquare(importance), labels.variance());
    }

    /** Of the base rate of the labels; 0 where it is not defined. */
    private double entropy() {
        if (!loss.isCrossEntropy()) {
            return 0;
        }
        if (manyClasses()) {
            return classes.entropy(importance);
        }
        double rate = reliability.labels() / importance;
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
        return List.of(model, baseline, previousLabel, loss.isCrossEntropy() ? reliability : labels, classes);
    }
}
