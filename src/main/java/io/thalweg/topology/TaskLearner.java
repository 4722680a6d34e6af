package io.thalweg.topology;

import io.thalweg.config.OffsetGapPolicy;
import io.thalweg.learner.LearnerState;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.store.CommitHook;
import io.thalweg.store.LearnerStores;
import io.thalweg.store.WeightStore;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The learner of one task, restored and ready, with its changes logged at every commit. The processors of a task each attach to the same learner.
 * The task's thread only.
 */
final class TaskLearner {
    private static final Logger LOG = LoggerFactory.getLogger(TaskLearner.class);

    private final LearnerState state;
    private final CommitHook hook;
    private final InputProbe probe;
    private final OffsetGapPolicy policy;

    private TaskLearner(LearnerState state, CommitHook hook, InputProbe probe, OffsetGapPolicy policy) {
        this.state = state;
        this.hook = hook;
        this.probe = probe;
        this.policy = policy;
    }

    /** What attaching needs besides the stores. */
    record Factory(WarmStartSource warmStart, InputProbe probe, OffsetGapPolicy policy) {
        /**
         * @throws io.thalweg.learner.IncompatibleModelException if the restored model, or the snapshot to start from, was learned under settings
         *     that give its weights another meaning
         */
        TaskLearner attach(ProcessorContext<?, ?> context) {
            return attach(context, () -> {});
        }

        /** @param beforeCommit what else is to be put away before each commit; what the last processor of the task to attach says counts */
        TaskLearner attach(ProcessorContext<?, ?> context, Runnable beforeCommit) {
            KeyValueStore<Integer, byte[]> weights = context.getStateStore(LearnerStores.WEIGHTS);
            WeightStore store = WeightStore.behind(weights);
            LearnerState state = store.state();
            store.resume(() -> start(state, context.taskId().partition()));
            CommitHook hook = CommitHook.behind(context.getStateStore(LearnerStores.COMMIT_HOOK));
            hook.onCommit(() -> {
                if (store.isOpen()) {
                    state.drainDirty(key -> weights.put(key, state.block(key)));
                    beforeCommit.run();
                }
            });
            return new TaskLearner(state, hook, probe, policy);
        }

        private void start(LearnerState state, int partition) {
            warmStart
                    .start(state, partition)
                    .ifPresentOrElse(
                            snapshot -> LOG.info(
                                    "partition {}: starting from a snapshot of {} that has learned {} examples",
                                    partition,
                                    snapshot.head().model(),
                                    snapshot.head().learned()),
                            () -> {
                                if (warmStart != WarmStartSource.NONE) {
                                    LOG.warn(
                                            "partition {}: there is no snapshot to start from, so the model starts from nothing",
                                            partition);
                                }
                            });
        }
    }

    OnlineLearner learner() {
        return state.learner();
    }

    LearnerState state() {
        return state;
    }

    OffsetGuard offsetGuard() {
        return new OffsetGuard(learner().positions(), probe, policy);
    }

    /** Declares that something of the learner has changed, so that the next commit logs it. */
    void changed() {
        hook.arm();
    }
}
