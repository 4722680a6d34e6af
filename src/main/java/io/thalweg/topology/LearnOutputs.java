package io.thalweg.topology;

import io.thalweg.example.Example;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.model.Prediction;
import io.thalweg.serde.PredictionEncoder;
import io.thalweg.serde.PublishedHeaders;
import io.thalweg.serde.RankedClasses;
import io.thalweg.serde.RollingLossEncoder;
import io.thalweg.serde.RollingLossRecord;
import io.thalweg.snapshot.Snapshot;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * What a learner sends on: the prediction of every example, and at every so many labelled ones the rolling loss and a snapshot. One task.
 */
final class LearnOutputs {
    private final Settings settings;
    private final ProcessorContext<byte[], Emission> context;
    private final TaskLearner task;
    private final OnlineLearner learner;
    private final int partition;
    private final RankedClasses classes;
    private final RollingLossEncoder rollingLosses;
    private final PredictionEncoder predictions;
    private final RefusedUpdates refusedUpdates;
    private final byte[] rollingLossKey;

    /**
     * When and what.
     *
     * @param mostClasses that a prediction carries
     * @param examples the topic that the examples come from
     */
    record Settings(
            SnapshotPublisher publisher,
            int rollingLossEvery,
            int mostClasses,
            String examples,
            PublishedHeaders headers) {}

    LearnOutputs(Settings settings, ProcessorContext<byte[], Emission> context, TaskLearner task) {
        this.settings = settings;
        this.context = context;
        this.task = task;
        learner = task.learner();
        partition = context.taskId().partition();
        classes = new RankedClasses(settings.mostClasses());
        rollingLosses = new RollingLossEncoder(settings.headers());
        predictions = new PredictionEncoder(settings.headers(), settings.examples(), partition);
        refusedUpdates = new RefusedUpdates(learner.model().refused());
        rollingLossKey = (settings.examples() + "-" + partition).getBytes(StandardCharsets.UTF_8);
    }

    /** @param offset the example's */
    void predicted(Record<byte[], Example> record, Prediction prediction, long offset) {
        classes.rank(prediction, learner.model().labels().classes());
        byte[] bytes = predictions.encode(
                record.value(),
                prediction.margin(),
                prediction.mean(),
                classes,
                prediction.loss(),
                prediction.learned(),
                offset);
        context.forward(record.withValue(new Emission(partition, bytes)), ThalwegTopology.PREDICTIONS);
    }

    /** One more example has been evaluated and learned: says what is due by this count. */
    void learned(long timestamp, long offset) {
        refusedUpdates.watch(learner.model().refused(), settings.examples(), partition);
        long labeled = learner.labeled();
        if (labeled % settings.rollingLossEvery() == 0) {
            emitRollingLoss(timestamp, offset);
        }
        if (settings.publisher().isDue(labeled)) {
            publishSnapshot(timestamp, settings.publisher().slot(labeled));
        }
    }

    /** Publishes a snapshot that was asked for. */
    void requested(long timestamp) {
        publishSnapshot(timestamp, settings.publisher().requestedSlot());
    }

    private void emitRollingLoss(long timestamp, long offset) {
        byte[] bytes = rollingLosses.encode(new RollingLossRecord(
                settings.examples(),
                partition,
                offset,
                learner.examples(),
                learner.rejected(),
                learner.model().labels().classes(),
                learner.rollingLoss()));
        context.forward(
                new Record<>(rollingLossKey, new Emission(partition, bytes), timestamp, new RecordHeaders()),
                ThalwegTopology.ROLLING_LOSS);
    }

    private void publishSnapshot(long timestamp, int slot) {
        Snapshot snapshot = settings.publisher().take(task.state(), partition);
        settings.publisher()
                .publish(
                        snapshot,
                        slot,
                        (key, piece) -> context.forward(
                                new Record<>(key, new Emission(partition, piece), timestamp, new RecordHeaders()),
                                ThalwegTopology.SNAPSHOTS));
    }
}
