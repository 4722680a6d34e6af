package io.thalweg.learner;

import io.thalweg.evaluation.ProgressiveValidation;
import io.thalweg.evaluation.RollingLoss;
import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.loss.MarginLoss;
import io.thalweg.mapping.FieldKinds;
import io.thalweg.model.AutoModel;
import io.thalweg.model.LinearModel;
import io.thalweg.model.Model;
import io.thalweg.model.PendingExample;
import io.thalweg.model.Prediction;
import io.thalweg.optimizer.Optimizer;
import io.thalweg.optimizer.OptimizerKind;
import io.thalweg.state.Persistent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * One model on one stream: predicts each example, records what that prediction cost, and learns from it. A file and a topology run this very
 * object, so that equal examples give equal bits. Its whole state is in {@link LearnerState}. One thread.
 */
public final class OnlineLearner implements Persistent {
    private final LearnerSettings settings;
    private final Model model;
    private final ProgressiveValidation evaluation;
    private final PendingExample pending;
    private final LoneLabels labels;
    private final NameStore names;
    private final Standardization standardization = new Standardization();
    private final FieldKinds fields = new FieldKinds();
    private final InputPositions positions = new InputPositions();
    private long examples;
    private long rejected;

    public OnlineLearner(LearnerSettings settings) {
        this.settings = settings;
        model = model(settings);
        pending = model.pendingExample();
        labels = new LoneLabels(exampleBuilder(), model);
        evaluation = new ProgressiveValidation(settings.loss(), settings.rollingLossWindow(), settings.convergence());
        names = new NameStore(settings.namesKeep());
    }

    private static Model model(LearnerSettings settings) {
        if (settings.optimizer() == OptimizerKind.AUTO) {
            return new AutoModel(settings.loss(), settings.regularization(), settings.hashBits());
        }
        return new LinearModel(
                (MarginLoss) settings.loss(),
                Optimizer.of(
                        settings.optimizer(),
                        settings.learningRate(),
                        settings.ftrlBeta(),
                        settings.regularization(),
                        settings.hashBits(),
                        settings.initialWeights()),
                settings.steps());
    }

    /** A builder of examples that this learner can take. */
    public ExampleBuilder exampleBuilder() {
        return new ExampleBuilder(settings.hashBits(), settings.maxFeatures());
    }

    /**
     * Refuses an example that the model must not see, before anything has changed.
     *
     * @throws RejectedExampleException with the reason
     */
    public void check(Example example) {
        model.labels().of(example);
        standardization.check(example);
    }

    /** Counts a record that was refused. */
    public void reject() {
        rejected++;
    }

    /** Predicts, and if there is a label, records the loss and learns. The prediction is valid until the next call. */
    public Prediction process(Example example) {
        if (example.hasLabel() && settings.fakeNegatives() != FakeNegatives.NONE) {
            serve(example);
            model.hold(example, pending);
            pending.label(example.label(), example.labelName());
            return learnLate(true);
        }
        Prediction prediction = predicted(example);
        if (example.hasLabel()) {
            evaluate(example, prediction, evaluation);
            model.learn(example);
        }
        return prediction;
    }

    private Prediction predicted(Example example) {
        names.note(example.names());
        standardization.observe(example);
        example.standardize(standardization);
        Prediction prediction = served(example, model.predict(example));
        examples++;
        return prediction;
    }

    private Prediction served(Example example, Prediction prediction) {
        return settings.fakeNegatives() == FakeNegatives.CALIBRATED
                ? FakeNegatives.calibrate(prediction, model.labels().of(example))
                : prediction;
    }

    /**
     * Predicts an example whose label, if there ever is one, comes by itself. It is counted and not evaluated; learned it is only if the settings ask for
     * {@link FakeNegatives}. A label that it has is of no meaning. The prediction is valid until the next call.
     */
    public Prediction serve(Example example) {
        Prediction prediction = predicted(example);
        if (settings.fakeNegatives() != FakeNegatives.NONE) {
            model.hold(example, pending);
            pending.label(0, "");
            model.learn(
                    pending,
                    settings.fakeNegatives().negative(model.refresh(pending).mean()));
        }
        return prediction;
    }

    /** Predicts an example that will not be learned. It is counted and not evaluated. The prediction is valid until the next call. */
    public Prediction pass(Example example) {
        return predicted(example);
    }

    /** What {@link #learnLate} needs of the example last given to {@link #serve}, in few bytes. Its id is not in it. */
    public byte[] pending(Example example) {
        model.hold(example, pending);
        return pending.write();
    }

    /**
     * Refuses a label that the model must not see, before anything has changed.
     *
     * @param labelName if not empty, the label is this name, and not the number
     * @throws RejectedExampleException with the reason
     */
    public void checkLabel(double label, String labelName) {
        check(labels.of(label, labelName));
    }

    /** Whether two labels mean the same, however they are written. */
    public boolean isSameLabel(double label, String labelName, double otherLabel, String otherName) {
        return labels.isSame(label, labelName, otherLabel, otherName);
    }

    /**
     * Learns an example whose label has come, which {@link #checkLabel} has accepted. Its features are as they were when it was served, the weights are those of
     * now.
     *
     * @param pending what {@link #pending} has given
     * @param labelName if not empty, the label is this name, and not the number
     * @param evaluate whether to record the loss of the prediction that was served: not if that has been done, by another label
     * @return the prediction that was served, with its loss; valid until the next call
     * @throws IOException if the bytes are not what this learner's {@code pending} gives; nothing has changed
     */
    public Prediction learnLate(byte[] pending, double label, String labelName, boolean evaluate) throws IOException {
        this.pending.read(pending, label, labelName);
        return learnLate(evaluate);
    }

    /** Learns the pending example at hand, which has its label. */
    private Prediction learnLate(boolean evaluate) {
        Example example = pending.example();
        Prediction served = model.recall(pending);
        if (evaluate) {
            evaluate(example, served, evaluation);
        }
        FakeNegatives fakeNegatives = settings.fakeNegatives();
        if (fakeNegatives == FakeNegatives.NONE) {
            model.refresh(pending);
            model.learn(pending, 1);
        } else if (model.labels().of(example) == 1) {
            model.learn(pending, fakeNegatives.positive(model.refresh(pending).mean()));
        }
        return served;
    }

    /** Records this learner's prediction of a labelled example. */
    public void evaluate(Example example, Prediction prediction, ProgressiveValidation evaluation) {
        double label = model.labels().of(example);
        if (settings.loss().outputs() == 1) {
            evaluation.record(
                    label,
                    example.importance(),
                    prediction.margin(),
                    prediction.mean(),
                    prediction.loss(),
                    prediction.gradientNorm());
        } else {
            evaluation.record(
                    (int) label,
                    example.importance(),
                    prediction.predictedClass(),
                    prediction.probabilities(),
                    prediction.loss(),
                    prediction.gradientNorm());
        }
    }

    /** Predicts and changes nothing. */
    public Prediction predict(Example example) {
        example.standardize(standardization);
        return served(example, model.score(example));
    }

    public Model model() {
        return model;
    }

    public RollingLoss rollingLoss() {
        return evaluation.rollingLoss(model.labels().classes().size());
    }

    /** Of the served predictions since the start, weighted by importance; 0 before the first label. */
    public double meanLoss() {
        return evaluation.meanLoss();
    }

    /** The same of the baseline. */
    public double baselineLoss() {
        return evaluation.baselineLoss();
    }

    /** What hashed features are called, as far as it is known. */
    public NameStore names() {
        return names;
    }

    /** What the fields of its records have been so far. */
    public FieldKinds fields() {
        return fields;
    }

    /** What it knows of the features that are to be standardized. */
    public Standardization standardization() {
        return standardization;
    }

    public InputPositions positions() {
        return positions;
    }

    /** Examples predicted. */
    public long examples() {
        return examples;
    }

    /** Records predicted or refused: the {@linkplain ExampleBuilder#at place} of the one that comes next. */
    public long records() {
        return examples + rejected;
    }

    /** Examples learned from. */
    public long labeled() {
        return evaluation.labeled();
    }

    /** Records refused. */
    public long rejected() {
        return rejected;
    }

    ProgressiveValidation evaluation() {
        return evaluation;
    }

    LearnerSettings settings() {
        return settings;
    }

    @Override
    public void clear() {
        model.clear();
        evaluation.clear();
        names.clear();
        standardization.clear();
        fields.clear();
        positions.clear();
        examples = 0;
        rejected = 0;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeLong(examples);
        out.writeLong(rejected);
        model.write(out);
        evaluation.write(out);
        positions.write(out);
        fields.write(out);
    }

    @Override
    public void read(DataInput in) throws IOException {
        examples = in.readLong();
        rejected = in.readLong();
        model.read(in);
        evaluation.read(in);
        positions.read(in);
        fields.read(in);
        if (rejected < 0 || evaluation.labeled() < 0 || evaluation.labeled() > examples) {
            throw new IOException(evaluation.labeled() + " of " + examples + " examples are labeled");
        }
    }
}
