package io.thalweg.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.config.TopicNames;
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
import io.thalweg.topology.RejectHandler;
import io.thalweg.topology.SnapshotRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * What the topology must send for the records of one input partition, by the obvious loop over an {@link OnlineLearner}: no store, no Kafka
 * Streams, nothing that could be lost or come twice; without a warm start. One thread.
 */
public final class PlainRun {
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
    private final List<CommittedRecord> rollingLosses = new ArrayList<>();
    private final List<CommittedRecord> snapshots = new ArrayList<>();
    private final List<CommittedRecord> deadLetters = new ArrayList<>();
    private final ExpectedFiles files;

    private PlainRun(ThalwegConfig config, InputPositions.Source source) {
        this.config = config;
        classes = new RankedClasses(config.predictionsTop());
        this.source = source;
        files = new ExpectedFiles(config.snapshots());
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
        if (SnapshotRequest.is(record.headers())) {
            publish(record, config.snapshots().keep());
            return;
        }
        Example example;
        try {
            builder.at(learner.records());
            decoder.decode(record.value(), builder);
            example = builder.build();
            learner.check(example);
        } catch (RejectedExampleException e) {
            learner.reject();
            refuse(record, e);
            return;
        }
        predict(record, example);
        if (example.hasLabel()) {
            long labeled = learner.labeled();
            if (labeled % config.rollingLossEvery() == 0) {
                emitRollingLoss(record);
            }
            long every = config.snapshots().every();
            if (every > 0 && labeled % every == 0) {
                publish(record, labeled / every % config.snapshots().keep());
            }
        }
    }

    private void predict(ConsumerRecord<byte[], byte[]> record, Example example) {
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
    }

    private void refuse(ConsumerRecord<byte[], byte[]> record, RejectedExampleException reject) {
        Headers headers = new RecordHeaders(record.headers());
        headers.add(RejectHandler.REASON, reject.reason().name().getBytes(UTF_8));
        headers.add(RejectHandler.MESSAGE, reject.getMessage().getBytes(UTF_8));
        headers.add(RejectHandler.TOPIC, record.topic().getBytes(UTF_8));
        headers.add(
                RejectHandler.PARTITION, Integer.toString(record.partition()).getBytes(UTF_8));
        headers.add(RejectHandler.OFFSET, Long.toString(record.offset()).getBytes(UTF_8));
        deadLetters.add(CommittedRecord.of(record.key(), record.value(), record.timestamp(), headers));
    }

    private void emitRollingLoss(ConsumerRecord<byte[], byte[]> record) {
        byte[] bytes = rollingLossEncoder.encode(new RollingLossRecord(
                source.topic(),
                source.partition(),
                record.offset(),
                learner.examples(),
                learner.rejected(),
                learner.model().labels().classes(),
                learner.rollingLoss()));
        byte[] key = (source.topic() + "-" + source.partition()).getBytes(UTF_8);
        rollingLosses.add(CommittedRecord.of(key, bytes, record.timestamp(), List.of()));
    }

    private void publish(ConsumerRecord<byte[], byte[]> record, long slot) {
        Snapshot snapshot = Snapshot.take(state, config.applicationId(), source.partition(), config.learning());
        files.add(snapshot);
        List<byte[]> pieces = SnapshotCodec.encode(snapshot);
        for (int piece = 0; piece < pieces.size(); piece++) {
            byte[] key = (config.applicationId() + "/" + source.partition() + "/" + slot + "/" + piece).getBytes(UTF_8);
            snapshots.add(CommittedRecord.of(key, pieces.get(piece), record.timestamp(), List.of()));
        }
    }

    /** What must be in the partition of each output topic, in order. */
    public Map<String, List<CommittedRecord>> outputs() {
        TopicNames topics = config.topics();
        Map<String, List<CommittedRecord>> outputs = new LinkedHashMap<>();
        outputs.put(topics.predictions(), predictions);
        outputs.put(topics.rollingLoss(), rollingLosses);
        outputs.put(topics.snapshots(), snapshots);
        outputs.put(topics.deadLetter(), deadLetters);
        return outputs;
    }

    /** What must be in the directory of snapshots, if there is one. */
    ExpectedFiles snapshotFiles() {
        return files;
    }

    /** What must have been logged of the learner. */
    public LearnerState state() {
        return state;
    }
}
