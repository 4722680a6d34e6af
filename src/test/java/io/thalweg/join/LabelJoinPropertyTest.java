package io.thalweg.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.learner.LearnerSettings;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.loss.LogisticLoss;
import io.thalweg.optimizer.LearningRate;
import io.thalweg.optimizer.OptimizerKind;
import io.thalweg.testing.Learners;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random timelines: the join against {@link SlowJoin}, and against itself cut and begun again over the same store. */
class LabelJoinPropertyTest {
    private static final int HASH_BITS = 4;
    private static final long START_MS = 1_000_000;

    /** A join, what it has said, and what it was asked. */
    private static final class Run implements LabelJoin.Listener {
        final LabelPolicy policy;
        final OnlineLearner learner = learner();
        final List<Object> heard = new ArrayList<>();
        JoinCounts counts = new JoinCounts();
        MapStore store = new MapStore();
        LabelJoin join;

        Run(LabelPolicy policy) {
            this.policy = policy;
            join = new LabelJoin(policy, learner, store, counts, this);
        }

        void take(Step step) {
            join.advance(step.timeMs);
            if (step.isLabel) {
                join.label(step.example(), step.timeMs, step.offset);
            } else {
                Example example = step.example();
                join.serve(example);
                join.hold(example, step.timeMs, step.offset);
            }
        }

        void cut() {
            join.save();
            store = store.copy();
            counts = new JoinCounts();
            join = new LabelJoin(policy, learner, store, counts, this);
        }

        @Override
        public void learned(long offset) {
            heard.add(offset);
        }

        @Override
        public void settled(Settled settled) {
            heard.add(settled);
        }
    }

    private static OnlineLearner learner() {
        LearnerSettings small =
                Learners.settings(new LogisticLoss(), OptimizerKind.SGD, new LearningRate.Constant(0.1), 0, 0);
        return new OnlineLearner(new LearnerSettings(
                small.loss(),
                small.optimizer(),
                small.learningRate(),
                small.ftrlBeta(),
                small.regularization(),
                HASH_BITS,
                small.initialWeights(),
                small.steps(),
                small.maxFeatures(),
                small.rollingLossWindow(),
                small.convergence(),
                0));
    }

    /** An example, or a label; {@code truth} is NaN for an example without one. */
    private record Step(boolean isLabel, String id, long timeMs, long offset, double truth, int feature) {
        Example example() {
            ExampleBuilder builder = new ExampleBuilder(HASH_BITS, 10);
            builder.begin();
            builder.id(id);
            if (!Double.isNaN(truth)) {
                builder.label(truth);
            }
            if (!isLabel) {
                builder.indexed(feature, 1);
            }
            return builder.build();
        }
    }

    /** Times wander on with steps back, and now and then jump over all that waits. */
    private static List<Step> timeline(Random random, int steps, int ids, int jumps) {
        List<Step> timeline = new ArrayList<>();
        long time = START_MS;
        for (int offset = 0; offset < steps; offset++) {
            time += random.nextInt(6);
            if (random.nextInt(jumps) == 0) {
                time += random.nextInt(400);
            }
            boolean isLabel = random.nextInt(3) == 0;
            boolean hasLabel = isLabel || random.nextInt(10) == 0;
            timeline.add(new Step(
                    isLabel,
                    "id-" + random.nextInt(ids),
                    random.nextInt(4) == 0 ? time - random.nextInt(60) : time,
                    offset,
                    hasLabel ? random.nextInt(2) : Double.NaN,
                    random.nextInt(1 << HASH_BITS)));
        }
        return timeline;
    }

    private static LabelPolicy policy(Random random) {
        return new LabelPolicy(
                oneOf(random, 1, 20, 100),
                oneOf(random, 0, 10, 50),
                oneOf(random, 0, 10, 40, 200),
                random.nextBoolean() ? Optional.empty() : Optional.of(new Label(random.nextInt(2), "")),
                random.nextBoolean());
    }

    private static long oneOf(Random random, long... values) {
        return values[random.nextInt(values.length)];
    }

    @Test
    void doesWhatTheSlowJoinDoes() {
        for (long seed = 1; seed <= 2500; seed++) {
            Random random = new Random(seed);
            follow(seed, random, policy(random), timeline(random, 70, 1 + random.nextInt(12), 30));
        }
    }

    @Test
    void doesSoWhenAJumpIsWorkedOffOverManyRecords() {
        for (long seed = 1; seed <= 8; seed++) {
            Random random = new Random(seed);
            LabelPolicy policy = policy(random);
            LabelPolicy patient = new LabelPolicy(
                    20_000,
                    10_000 * random.nextInt(2),
                    policy.memoryMs(),
                    policy.byDefault(),
                    policy.learnsCorrections());
            List<Step> timeline = new ArrayList<>(timeline(random, 3000, 4000, 1000));
            for (Step step : timeline(random, 400, 4000, 1000)) {
                timeline.add(new Step(
                        step.isLabel, step.id, step.timeMs + 40_000, 3000 + step.offset, step.truth, step.feature));
            }
            follow(seed, random, patient, timeline);
        }
    }

    private static void follow(long seed, Random random, LabelPolicy policy, List<Step> timeline) {
        Run straight = new Run(policy);
        Run cut = new Run(policy);
        OnlineLearner slowLearner = learner();
        SlowJoin slow = new SlowJoin(policy, slowLearner);
        long labels = 0;
        for (Step step : timeline) {
            straight.take(step);
            cut.take(step);
            if (step.isLabel) {
                slow.label(step.example(), step.timeMs, step.offset);
                labels++;
            } else {
                slow.example(step.example(), step.timeMs, step.offset);
            }
            String at = "seed " + seed + ", " + policy + ", " + step;
            expect(slow.heard(), straight.heard, at);
            expect(slow.heard(), cut.heard, at);
            if (random.nextInt(10) == 0) {
                cut.cut();
            }
            sums(straight, step.offset + 1 - labels, labels, at);
        }
        counts(slow, straight.counts, seed);
        counts(slow, cut.counts, seed);
        assertThat(straight.learner.meanLoss()).as("seed %d", seed).isEqualTo(slowLearner.meanLoss());
        straight.join.save();
        cut.join.save();
        assertThat(cut.store.difference(straight.store)).as("seed %d", seed).isEmpty();
    }

    /** Only what is new since the last step is compared: all before has been. */
    private static void expect(List<Object> expected, List<Object> heard, String at) {
        assertThat(heard.size()).as(at).isEqualTo(expected.size());
        for (int k = heard.size() - 1; k >= Math.max(0, heard.size() - 20); k--) {
            assertThat(heard.get(k)).as(at).isEqualTo(expected.get(k));
        }
    }

    private static void counts(SlowJoin slow, JoinCounts counts, long seed) {
        for (LabelOutcome outcome : LabelOutcome.values()) {
            assertThat(counts.settled(outcome)).as("seed %d: %s", seed, outcome).isEqualTo(slow.count(outcome));
        }
        assertThat(counts.pending()).as("seed %d", seed).isEqualTo(slow.count(Held.Kind.PENDING));
        assertThat(counts.early()).as("seed %d", seed).isEqualTo(slow.count(Held.Kind.EARLY));
    }

    /** The two sums that {@link JoinCounts} promises. */
    private static void sums(Run run, long examples, long labels, String at) {
        JoinCounts counts = run.counts;
        long late = counts.settled(LabelOutcome.MATCHED)
                + (run.policy.byDefault().isPresent() ? counts.settled(LabelOutcome.EXPIRED) : 0);
        long own = run.learner.labeled() - late;
        assertThat(run.learner.examples()).as(at).isEqualTo(examples);
        assertThat(own
                        + counts.settled(LabelOutcome.REPEATED)
                        + counts.settled(LabelOutcome.MATCHED)
                        + counts.settled(LabelOutcome.EXPIRED)
                        + counts.pending())
                .as(at)
                .isEqualTo(examples);
        assertThat(counts.settled(LabelOutcome.MATCHED)
                        + counts.settled(LabelOutcome.DUPLICATE)
                        + counts.settled(LabelOutcome.CORRECTION)
                        + counts.settled(LabelOutcome.LATE)
                        + counts.settled(LabelOutcome.ORPHAN)
                        + counts.early())
                .as(at)
                .isEqualTo(labels);
    }
}
