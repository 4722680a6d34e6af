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
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Predicts each example and sends the prediction on its way, then learns from it; counts, and at every so many labelled examples sends on the
 * rolling loss and a snapshot. Null in the place of an example asks for a snapshot.
 */
final class LearnProcessor implements Processor<byte[], Example, byte[], Emission> {
    private final TaskLearner.Factory learners;
    private final SnapshotPublisher publisher;
    private final int rollingLossEvery;
    private final RankedClasses classes;
    private final PublishedHeaders headers;
    private final RollingLossEncoder rollingLosses;
    private ProcessorContext<byte[], Emission> context;
    private TaskLearner task;
    private OnlineLearner learner;
    private LearnerMetrics metrics;
    private RefusedUpdates refusedUpdates;
    private PredictionEncoder predictions;
    private String predictionsFrom = "";

    LearnProcessor(
            TaskLearner.Factory learners,
            SnapshotPublisher publisher,
            int rollingLossEvery,
            int mostClasses,
            PublishedHeaders headers) {
        this.learners = learners;
        this.publisher = publisher;
        this.rollingLossEvery = rollingLossEvery;
        classes = new RankedClasses(mostClasses);
        this.headers = headers;
        rollingLosses = new RollingLossEncoder(headers);
    }

    @Override
    public void init(ProcessorContext<byte[], Emission> context) {
        this.context = context;
        task = learners.attach(context);
        learner = task.learner();
        refusedUpdates = new RefusedUpdates(learner.model().refused());
        metrics = new LearnerMetrics(context.metrics(), context.taskId(), learner);
    }

    @Override
    public void close() {
        if (metrics != null) { // else it did not come to that
            metrics.close();
        }
    }

    @Override
    public void process(Record<byte[], Example> record) {
        RecordMetadata source = context.recordMetadata().orElseThrow();
        Example example = record.value();
        if (example == null) {
            publishSnapshot(record.timestamp(), source.partition(), publisher.requestedSlot());
            return;
        }
        emitPrediction(record, learner.process(example), source);
        if (example.hasLabel()) {
            refusedUpdates.watch(learner.model().refused(), source.topic(), source.partition());
            long labeled = learner.labeled();
            if (labeled % rollingLossEvery == 0) {
                emitRollingLoss(record.timestamp(), source);
            }
            if (publisher.isDue(labeled)) {
                publishSnapshot(record.timestamp(), source.partition(), publisher.slot(labeled));
            }
        }
    }

    private void emitPrediction(Record<byte[], Example> record, Prediction prediction, RecordMetadata source) {
        if (!predictionsFrom.equals(source.topic())) {
            predictionsFrom = source.topic();
            predictions = new PredictionEncoder(headers, source.topic(), source.partition());
        }
        classes.rank(prediction, learner.model().labels().classes());
        byte[] bytes = predictions.encode(
                record.value(),
                prediction.margin(),
                prediction.mean(),
                classes,
                prediction.loss(),
                prediction.learned(),
                source.offset());
        context.forward(record.withValue(new Emission(source.partition(), bytes)), ThalwegTopology.PREDICTIONS);
    }

    private void emitRollingLoss(long timestamp, RecordMetadata source) {
        byte[] bytes = rollingLosses.encode(new RollingLossRecord(
                source.topic(),
                source.partition(),
                source.offset(),
                learner.examples(),
                learner.rejected(),
                learner.model().labels().classes(),
                learner.rollingLoss()));
        byte[] key = (source.topic() + "-" + source.partition()).getBytes(StandardCharsets.UTF_8);
        context.forward(
                new Record<>(key, new Emission(source.partition(), bytes), timestamp, new RecordHeaders()),
                ThalwegTopology.ROLLING_LOSS);
    }

    private void publishSnapshot(long timestamp, int partition, int slot) {
        Snapshot snapshot = publisher.take(task.state(), partition);
        publisher.publish(
                snapshot,
                slot,
                (key, piece) -> context.forward(
                        new Record<>(key, new Emission(partition, piece), timestamp, new RecordHeaders()),
                        ThalwegTopology.SNAPSHOTS));
    }
}
