package io.thalweg.learner;

import io.thalweg.evaluation.ProgressiveValidation;
import io.thalweg.evaluation.RollingLoss;
import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.loss.MarginLoss;
import io.thalweg.model.AutoModel;
import io.thalweg.model.LinearModel;
import io.thalweg.model.Model;
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
    private final NameStore names;
    private final Standardization standardization = new Standardization();
    private final InputPositions positions = new InputPositions();
    private long examples;
    private long rejected;

    public OnlineLearner(LearnerSettings settings) {
        this.settings = settings;
        model = model(settings);
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
        names.note(example.names());
        standardization.observe(example);
        example.standardize(standardization);
        Prediction prediction = model.predict(example);
        examples++;
        if (example.hasLabel()) {
            evaluate(example, prediction, evaluation);
            model.learn(example);
        }
        return prediction;
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
        return model.score(example);
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
    }

    @Override
    public void read(DataInput in) throws IOException {
        examples = in.readLong();
        rejected = in.readLong();
        model.read(in);
        evaluation.read(in);
        positions.read(in);
        if (rejected < 0 || evaluation.labeled() < 0 || evaluation.labeled() > examples) {
            throw new IOException(evaluation.labeled() + " of " + examples + " examples are labeled");
        }
    }
}
