package io.thalweg.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.evaluation.Convergence;
import io.thalweg.evaluation.RollingLoss;
import io.thalweg.example.Example;
import io.thalweg.loss.HingeLoss;
import io.thalweg.loss.LogisticLoss;
import io.thalweg.loss.Loss;
import io.thalweg.loss.PoissonLoss;
import io.thalweg.loss.QuantileLoss;
import io.thalweg.loss.SoftmaxLoss;
import io.thalweg.loss.SquaredLoss;
import io.thalweg.model.Prediction;
import io.thalweg.optimizer.InitialWeights;
import io.thalweg.optimizer.LearningRate;
import io.thalweg.optimizer.OptimizerKind;
import io.thalweg.optimizer.Regularization;
import io.thalweg.optimizer.Steps;
import io.thalweg.testing.Learners;
import io.thalweg.testing.Trouble;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the examples and the settings, as long as both are allowed: a learner and all that it keeps and says stays finite. */
class NumericTroubleTest {
    private static final int HASH_BITS = 4;
    private static final int EXAMPLES = 120;
    /** Streams of each kind for each learner. */
    private static final int SEEDS = Integer.getInteger("thalweg.trouble.seeds", 1);

    private static final double[] RATES = {1e-30, 0.5, 1e6, 1e12, 1e18, 1e30};
    private static final double[] PENALTIES = {0, 0, 0, 1e-30, 1e-3, 1, 1e12, 1e30};
    private static final double[] DEVIATIONS = {0, 0, 0, 1, 1e30};

    static Stream<LearnerSettings> settings() {
        Random random = new Random(71);
        List<LearnerSettings> settings = new ArrayList<>();
        for (Loss loss : List.of(
                new LogisticLoss(),
                new SquaredLoss(),
                new HingeLoss(),
                new QuantileLoss(0.9),
                new PoissonLoss(),
                new SoftmaxLoss(3, List.of()))) {
            for (OptimizerKind optimizer : OptimizerKind.values()) {
                if (takes(optimizer, loss)) {
                    for (double rate : RATES) {
                        for (int penalty = 0; penalty < 4; penalty++) {
                            settings.add(settings(loss, optimizer, rate, random));
                        }
                    }
                }
            }
        }
        return settings.stream();
    }

    private static boolean takes(OptimizerKind optimizer, Loss loss) {
        boolean auto = loss instanceof LogisticLoss || loss instanceof SquaredLoss || loss instanceof SoftmaxLoss;
        return optimizer == OptimizerKind.AUTO ? auto : loss.outputs() == 1;
    }

    private static LearnerSettings settings(Loss loss, OptimizerKind optimizer, double rate, Random random) {
        double l1 = optimizer == OptimizerKind.NAG ? 0 : any(PENALTIES, random);
        double l2 = optimizer == OptimizerKind.NAG ? 0 : any(PENALTIES, random);
        if (optimizer == OptimizerKind.SGD && rate * l2 >= 1) {
            l2 = Math.nextDown(1 / rate) * 0.999;
        }
        LearningRate schedule = optimizer == OptimizerKind.SGD && random.nextBoolean()
                ? new LearningRate.InverseScaling(rate, 0.5)
                : new LearningRate.Constant(rate);
        return new LearnerSettings(
                loss,
                optimizer,
                schedule,
                random.nextInt(3),
                new Regularization(l1, l2),
                HASH_BITS,
                new InitialWeights(any(DEVIATIONS, random), 5),
                new Steps(random.nextBoolean(), random.nextInt(4) == 0 ? 1 : 0),
                100,
                50,
                new Convergence(0.05, 0.1),
                64);
    }

    private static double any(double[] numbers, Random random) {
        return numbers[random.nextInt(numbers.length)];
    }

    @ParameterizedTest
    @MethodSource("settings")
    void nothingThatIsKeptOrSaidIsEverNonFinite(LearnerSettings settings) throws IOException {
        for (Trouble trouble : Trouble.values()) {
            for (long seed = 1; seed <= SEEDS; seed++) {
                String when = trouble + " of seed " + seed + ", " + settings;
                LearnerState state = Learners.state(settings);
                Trouble.Examples examples = trouble.examples(settings.loss(), HASH_BITS, seed);
                for (int n = 0; n < EXAMPLES; n++) {
                    Example example = examples.next();
                    check(state.learner().process(example), example, when + ", example " + n);
                }
                check(state, when);
                check(Learners.resumed(settings, Learners.blocks(state)), when + ", restored");
            }
        }
    }

    private static void check(Prediction prediction, Example example, String when) {
        assertThat(prediction.margin()).as(when).isFinite();
        assertThat(prediction.mean()).as(when).isFinite();
        for (double probability : prediction.probabilities()) {
            assertThat(probability).as(when).isFinite();
        }
        if (example.hasLabel()) {
            assertThat(prediction.loss()).as(when).isFinite();
            assertThat(prediction.gradientNorm()).as(when).isFinite();
        }
    }

    private static void check(LearnerState state, String when) throws IOException {
        OnlineLearner learner = state.learner();
        allFinite(learner.model().blocks().floats(), when);
        allFinite(learner.evaluation().blocks().floats(), when);
        for (int output = 0; output < learner.model().outputs(); output++) {
            assertThat(learner.model().intercept(output)).as(when).isFinite();
            for (int index = 0; index < learner.model().size(); index++) {
                assertThat(learner.model().weight(output, index)).as(when).isFinite();
            }
        }
        RollingLoss losses = learner.rollingLoss();
        for (double figure : new double[] {
            losses.meanLoss(), losses.rollingLoss(), losses.baselineLoss(), losses.rollingBaselineLoss()
        }) {
            assertThat(figure).as(when).isFinite();
        }
        learner.write(onlyFinite(when));
    }

    private static void allFinite(float[] floats, String when) {
        for (int at = 0; at < floats.length; at++) {
            if (!Float.isFinite(floats[at])) {
                assertThat(floats[at]).as("%s, float %d", when, at).isFinite();
            }
        }
    }

    private static DataOutput onlyFinite(String when) {
        return (DataOutput) Proxy.newProxyInstance(
                DataOutput.class.getClassLoader(), new Class<?>[] {DataOutput.class}, (proxy, method, arguments) -> {
                    if (arguments[0] instanceof Double number) {
                        assertThat(number).as("%s, meta block", when).isFinite();
                    } else if (arguments[0] instanceof Float number) {
                        assertThat(number).as("%s, meta block", when).isFinite();
                    }
                    return null;
                });
    }
}
