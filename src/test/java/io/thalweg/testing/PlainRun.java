package io.thalweg.testing;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.learner.InputPositions;
import io.thalweg.learner.LearnerState;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.model.Prediction;
import io.thalweg.serde.ExampleDecoder;
import io.thalweg.serde.PredictionEncoder;
import io.thalweg.serde.RankedClasses;
import io.thalweg.serde.RollingLossEncoder;
import io.thalweg.serde.RollingLossRecord;
import io.thalweg.serde.SnapshotCodec;
import io.thalweg.serde.WriterSchemas;
import io.thalweg.snapshot.Snapshot;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the topology must send for the records of one input partition, by the obvious loop over an {@link OnlineLearner}: no store, no Kafka
 * Streams, nothing that could be lost or come twice. One thread.
 */
public final class PlainRun {
    private static final String SNAPSHOT_REQUEST = "thalweg.snapshot";

    private final ThalwegConfig config;
    private final InputPositions.Source source;
    private final LearnerState state;
    private final OnlineLearner learner;
    private final ExampleDecoder decoder = new ExampleDecoder(WriterSchemas.builtIn());
    private final ExampleBuilder builder;
    private final PredictionEncoder predictionEncoder;
    private final RankedClasses classes;
    private final RollingLossEncoder rollingLossEncoder = new RollingLossEncoder();
    private final List<CommittedRecord> predictions = new ArrayList<>();
    private final List<ByteBuffer> rollingLosses = new ArrayList<>();
    private final List<ByteBuffer> snapshots = new ArrayList<>();
    private final List<ByteBuffer> deadLetters = new ArrayList<>();

    private PlainRun(ThalwegConfig config, InputPositions.Source source) {
        this.config = config;
        classes = new RankedClasses(config.predictionsTop());
        this.source = source;
        state = new LearnerState(new OnlineLearner(config.learner()));
        learner = state.learner();
        builder = learner.exampleBuilder();
        predictionEncoder = new PredictionEncoder(source.topic(), source.partition());
    }

    /** @param inputs all of one partition */
    public static PlainRun over(List<ConsumerRecord<byte[], byte[]>> inputs, ThalwegConfig config) {
        ConsumerRecord<byte[], byte[]> first = inputs.get(0);
        PlainRun run = new PlainRun(config, new InputPositions.Source(first.topic(), first.partition()));
        inputs.forEach(run::take);
        return run;
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        learner.positions().advance(source, record.offset() + 1);
        if (record.headers().lastHeader(SNAPSHOT_REQUEST) != null) {
            publish();
            return;
        }
        Example example;
        try {
            decoder.decode(record.value(), builder);
            example = builder.build();
            learner.check(example);
        } catch (RejectedExampleException e) {
            learner.reject();
            deadLetters.add(ByteBuffer.wrap(record.value()));
            return;
        }
        Prediction prediction = learner.process(example);
        classes.rank(prediction, learner.model().labels().classes());
        byte[] bytes = predictionEncoder.encode(
                example,
                prediction.margin(),
                prediction.mean(),
                classes,
                prediction.loss(),
                prediction.learned(),
                record.offset());
        predictions.add(CommittedRecord.of(record.key(), bytes, record.timestamp(), record.headers()));
        if (example.hasLabel() && learner.labeled() % config.rollingLossEvery() == 0) {
            emitRollingLoss(record.offset());
        }
        if (example.hasLabel() && learner.labeled() % config.snapshots().every() == 0) {
            publish();
        }
    }

    private void emitRollingLoss(long offset) {
        rollingLosses.add(ByteBuffer.wrap(rollingLossEncoder.encode(new RollingLossRecord(
                source.topic(),
                source.partition(),
                offset,
                learner.examples(),
                learner.rejected(),
                learner.model().labels().classes(),
                learner.rollingLoss()))));
    }

    private void publish() {
        Snapshot snapshot = Snapshot.take(state, config.applicationId(), source.partition(), config.learning());
        SnapshotCodec.encode(snapshot).forEach(piece -> snapshots.add(ByteBuffer.wrap(piece)));
    }

    public List<CommittedRecord> predictions() {
        return predictions;
    }

    /** Records' values. */
    public List<ByteBuffer> rollingLosses() {
        return rollingLosses;
    }

    /** The values of all pieces of all snapshots. */
    public List<ByteBuffer> snapshots() {
        return snapshots;
    }

    /** The values of the inputs that were refused. */
    public List<ByteBuffer> deadLetters() {
        return deadLetters;
    }
}
