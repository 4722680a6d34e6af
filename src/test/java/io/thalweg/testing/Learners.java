package io.thalweg.testing;

import io.thalweg.evaluation.Convergence;
import io.thalweg.learner.LearnerSettings;
import io.thalweg.learner.LearnerState;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.loss.LogisticLoss;
import io.thalweg.loss.Loss;
import io.thalweg.loss.PoissonLoss;
import io.thalweg.loss.SoftmaxLoss;
import io.thalweg.loss.SquaredLoss;
import io.thalweg.optimizer.InitialWeights;
import io.thalweg.optimizer.LearningRate;
import io.thalweg.optimizer.OptimizerKind;
import io.thalweg.optimizer.Regularization;
import io.thalweg.optimizer.Steps;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Small learners, one for each way to lay out a weight's state, and what they have to put away. */
public final class Learners {
    public static final int HASH_BITS = 10;

    private static final int WINDOW = 70;

    private Learners() {}

    /** Every layout; those of SGD with L2 forget so fast that weights are rescaled every fifty examples. */
    public static Stream<LearnerSettings> layouts() {
        LearningRate constant = new LearningRate.Constant(0.1);
        LearningRate falling = new LearningRate.InverseScaling(0.2, 0.4);
        return Stream.of(
                settings(new LogisticLoss(), OptimizerKind.SGD, falling, 0, 0),
                settings(new LogisticLoss(), OptimizerKind.SGD, constant, 0, 4),
                settings(new SquaredLoss(), OptimizerKind.SGD, constant, 1e-3, 4),
                settings(new SquaredLoss(), OptimizerKind.SGD, falling, 1e-3, 0),
                settings(new LogisticLoss(), OptimizerKind.ADAGRAD, constant, 0, 0),
                settings(new SquaredLoss(), OptimizerKind.ADAGRAD, constant, 1e-3, 1e-2),
                settings(new LogisticLoss(), OptimizerKind.FTRL, constant, 0.1, 0.1),
                settings(new PoissonLoss(), OptimizerKind.NAG, constant, 0, 0),
                settings(new LogisticLoss(), OptimizerKind.AUTO, constant, 0, 0),
                settings(new SquaredLoss(), OptimizerKind.AUTO, constant, 0.02, 0.1),
                settings(new SoftmaxLoss(4, List.of()), OptimizerKind.AUTO, constant, 0, 0),
                settings(
                        new SoftmaxLoss(5, List.of("0", "class-1", "2", "class-3", "4")),
                        OptimizerKind.AUTO,
                        constant,
                        0.02,
                        0.1));
    }

    public static LearnerSettings settings(Loss loss, OptimizerKind kind, LearningRate rate, double l1, double l2) {
        return new LearnerSettings(
                loss,
                kind,
                rate,
                1,
                new Regularization(l1, l2),
                HASH_BITS,
                new InitialWeights(0.1, 17),
                new Steps(true, 0),
                100,
                WINDOW,
                new Convergence(0.05, 0.1),
                64);
    }

    public static LearnerState state(LearnerSettings settings) {
        return new LearnerState(new OnlineLearner(settings));
    }

    /** Every block that was touched, and the meta block. */
    public static SortedMap<Integer, ByteBuffer> blocks(LearnerState state) {
        SortedMap<Integer, ByteBuffer> blocks = new TreeMap<>();
        state.forEachTouched(key -> blocks.put(key, ByteBuffer.wrap(state.block(key))));
        blocks.put(LearnerState.META, ByteBuffer.wrap(state.block(LearnerState.META)));
        return blocks;
    }

    /** A new learner that goes on from these blocks. */
    public static LearnerState resumed(LearnerSettings settings, SortedMap<Integer, ByteBuffer> blocks) {
        LearnerState state = state(settings);
        blocks.forEach((key, bytes) -> state.restore(key, bytes.array()));
        state.resume();
        return state;
    }
}
