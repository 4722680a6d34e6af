package io.thalweg.fuzz;

import io.thalweg.learner.InputPositions;
import io.thalweg.learner.LearnerSettings;
import io.thalweg.learner.LearnerState;
import io.thalweg.loss.LogisticLoss;
import io.thalweg.loss.SoftmaxLoss;
import io.thalweg.loss.SquaredLoss;
import io.thalweg.optimizer.LearningRate;
import io.thalweg.optimizer.OptimizerKind;
import io.thalweg.snapshot.Snapshot;
import io.thalweg.testing.Examples;
import io.thalweg.testing.Learners;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Learners that have learned a little, and pictures of them. */
final class SeedSnapshots {
    static final int HASH_BITS = 4;

    private static final int WINDOW = 3;

    private SeedSnapshots() {}

    /** The smallest learners that have something of everything: a named optimizer with a penalty, auto, and auto of many classes. */
    static List<LearnerSettings> layouts() {
        LearningRate rate = new LearningRate.Constant(0.1);
        return List.of(
                small(Learners.settings(new SquaredLoss(), OptimizerKind.SGD, rate, 1e-3, 4)),
                small(Learners.settings(new LogisticLoss(), OptimizerKind.AUTO, rate, 0, 0)),
                small(Learners.settings(new SoftmaxLoss(3, List.of()), OptimizerKind.AUTO, rate, 0, 0)));
    }

    private static LearnerSettings small(LearnerSettings settings) {
        return new LearnerSettings(
                settings.loss(),
                settings.optimizer(),
                settings.learningRate(),
                settings.ftrlBeta(),
                settings.regularization(),
                HASH_BITS,
                settings.initialWeights(),
                settings.steps(),
                settings.maxFeatures(),
                WINDOW,
                settings.convergence(),
                64);
    }

    static LearnerState learned(LearnerSettings settings) {
        LearnerState state = Learners.state(settings);
        Examples examples = new Examples(12, settings.loss(), HASH_BITS);
        for (int n = 0; n < 40; n++) {
            state.learner().process(examples.labeled());
        }
        state.learner().positions().advance(new InputPositions.Source("examples", 2), 40);
        return state;
    }

    static Snapshot snapshot(LearnerSettings settings) {
        return Snapshot.take(learned(settings), "model", 2, new TreeMap<>(Map.of("loss", "logistic")));
    }
}
