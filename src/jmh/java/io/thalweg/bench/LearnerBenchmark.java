package io.thalweg.bench;

import io.thalweg.evaluation.Convergence;
import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.learner.LearnerSettings;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.loss.LogisticLoss;
import io.thalweg.loss.Loss;
import io.thalweg.loss.SoftmaxLoss;
import io.thalweg.model.Model;
import io.thalweg.optimizer.InitialWeights;
import io.thalweg.optimizer.LearningRate;
import io.thalweg.optimizer.OptimizerKind;
import io.thalweg.optimizer.Regularization;
import io.thalweg.optimizer.Steps;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The learner alone, on examples in memory: predict, record the loss, learn. An operation is an example, of {@link Dataset#FEATURES} features. The
 * learner goes over the same {@value #EXAMPLES} examples again and again: they and the weights that they need, a megabyte each, do not fit into
 * a first-level cache. Many more would measure how fast memory brings in objects that the product has just written and has at hand.
 */
@State(Scope.Benchmark)
public class LearnerBenchmark {
    static final int EXAMPLES = 2_000;

    @Param({"unit", "real"})
    public String values;

    @Param({"SGD", "SGD_L2", "SGD_L2_AGED", "SGD_L1", "ADAGRAD", "AUTO"})
    public Variant variant;

    private Example[] examples;
    private OnlineLearner learner;

    /** What learns. */
    public enum Variant {
        SGD(OptimizerKind.SGD, 0, 0),
        SGD_IMPORTANCE_AWARE(OptimizerKind.SGD, 0, 0),
        SGD_L2(OptimizerKind.SGD, 0, 1e-7),
        /** So strong a penalty that the scale has been folded into the weights before the measurement begins, as in a stream that is days old. */
        SGD_L2_AGED(OptimizerKind.SGD, 0, 1e-3),
        SGD_L1(OptimizerKind.SGD, 1e-6, 0),
        ADAGRAD(OptimizerKind.ADAGRAD, 0, 0),
        AUTO(OptimizerKind.AUTO, 0, 0),
        /** Ten classes, of which the examples have two. */
        AUTO_SOFTMAX(
                OptimizerKind.AUTO,
                0,
                0,
                new SoftmaxLoss(10, List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9")));

        private final OptimizerKind kind;
        private final Loss loss;
        private final Regularization penalty;

        Variant(OptimizerKind kind, double l1, double l2) {
            this(kind, l1, l2, new LogisticLoss());
        }

        Variant(OptimizerKind kind, double l1, double l2, Loss loss) {
            this.kind = kind;
            this.loss = loss;
            penalty = new Regularization(l1, l2);
        }

        LearnerSettings settings() {
            return new LearnerSettings(
                    loss,
                    kind,
                    new LearningRate.Constant(0.1),
                    1,
                    penalty,
                    Dataset.HASH_BITS,
                    new InitialWeights(0, 0),
                    new Steps(this == SGD_IMPORTANCE_AWARE, 0),
                    Dataset.FEATURES,
                    1000,
                    new Convergence(0.01, 1),
                    64);
        }
    }

    static Dataset dataset(String values) {
        return values.equals("unit") ? Dataset.unit(EXAMPLES, 1) : Dataset.real(EXAMPLES, 1);
    }

    @Setup
    public void prepare() {
        Dataset data = dataset(values);
        examples = new Example[EXAMPLES];
        for (int i = 0; i < EXAMPLES; i++) {
            ExampleBuilder builder = new ExampleBuilder(Dataset.HASH_BITS, Dataset.FEATURES);
            data.give(i, builder);
            examples[i] = builder.build();
        }
        learner = new OnlineLearner(variant.settings());
    }

    /** Everything that the product does with an example. */
    @Benchmark
    @OperationsPerInvocation(EXAMPLES)
    public double learner() {
        double sum = 0;
        for (Example example : examples) {
            sum += learner.process(example).mean();
        }
        return sum;
    }

    /** Without the bookkeeping of progressive validation. */
    @Benchmark
    @OperationsPerInvocation(EXAMPLES)
    public double model() {
        Model model = learner.model();
        double sum = 0;
        for (Example example : examples) {
            sum += model.predict(example).mean();
            model.learn(example);
        }
        return sum;
    }
}
