package io.thalweg.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.thalweg.config.LabelSettings;
import io.thalweg.config.ThalwegConfig;
import io.thalweg.config.TopicNames;
import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.join.JoinCounts;
import io.thalweg.join.LabelJoin;
import io.thalweg.join.Settled;
import io.thalweg.learner.InputPositions;
import io.thalweg.learner.LearnerState;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.model.Prediction;
import io.thalweg.serde.ExampleDecoder;
import io.thalweg.serde.FieldWatch;
import io.thalweg.serde.LabelOutcomeEncoder;
import io.thalweg.serde.PredictionEncoder;
import io.thalweg.serde.PublishedHeaders;
import io.thalweg.serde.RankedClasses;
import io.thalweg.serde.RollingLossEncoder;
import io.thalweg.serde.RollingLossRecord;
import io.thalweg.serde.SnapshotCodec;
import io.thalweg.snapshot.Snapshot;
import io.thalweg.topology.Admission;
import io.thalweg.topology.RejectHandler;
import io.thalweg.topology.SnapshotRequest;
import io.thalweg.topology.WireFormats;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;

/**
 * What the topology must send for the records of one input partition, by the obvious loop over an {@link OnlineLearner}: no store, no Kafka
 * Streams, nothing that could be lost or come twice; without a warm start. One thread.
 */
public final class PlainRun implements LabelJoin.Listener {
    private final ThalwegConfig config;
    private final InputPositions.Source source;
    private final LearnerState state;
    private final OnlineLearner learner;
    private final ExampleDecoder decoder;
    private final ExampleDecoder labelDecoder;
    private final PublishedHeaders headers;
    private final ExampleBuilder builder;
    private final PredictionEncoder predictionEncoder;
    private final RankedClasses classes;
    private final RollingLossEncoder rollingLossEncoder;
    private final List<CommittedRecord> predictions = new ArrayList<>();
    private final List<CommittedRecord> rollingLosses = new ArrayList<>();
    private final List<CommittedRecord> snapshots = new ArrayList<>();
    private final List<CommittedRecord> deadLetters = new ArrayList<>();
    private final List<CommittedRecord> outcomes = new ArrayList<>();
    private final ExpectedFiles files;
    private final Optional<LabelSettings> labels;
    private final MemoryStore pending = new MemoryStore();
    private LabelJoin join;
    private LabelOutcomeEncoder outcomeEncoder;
    private long timestamp;

    private PlainRun(ThalwegConfig config, WireFormats formats, InputPositions.Source source) {
        this.config = config;
        headers = formats.headers();
        classes = new RankedClasses(config.predictionsTop());
        this.source = source;
        files = new ExpectedFiles(config.snapshots());
        state = new LearnerState(new OnlineLearner(config.learner()));
        learner = state.learner();
        builder = learner.exampleBuilder();
        decoder = formats.exampleDecoder(learner.fields(), FieldWatch.none());
        predictionEncoder = new PredictionEncoder(headers, source.topic(), source.partition());
        rollingLossEncoder = new RollingLossEncoder(headers);
        labelDecoder = formats.labelDecoder();
        labels = config.labels();
        labels.ifPresent(settings -> {
            join = new LabelJoin(settings.policy(), learner, pending, new JoinCounts(), this);
            outcomeEncoder = new LabelOutcomeEncoder(headers, source.topic(), settings.topic(), source.partition());
        });
    }

    /** @param inputs all of one partition, in the order in which they are to be taken; labels among the examples, if they come on their own */
    public static PlainRun over(List<ConsumerRecord<byte[], byte[]>> inputs, ThalwegConfig config) {
        return over(inputs, config, WireFormats.alone(config));
    }

    /** The same. */
    public static PlainRun over(
            List<ConsumerRecord<byte[], byte[]>> inputs, ThalwegConfig config, WireFormats formats) {
        PlainRun run = new PlainRun(
                config,
                formats,
                new InputPositions.Source(
                        config.topics().examples(), inputs.get(0).partition()));
        inputs.forEach(run::take);
        if (run.join != null) {
            run.join.save();
        }
        return run;
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        boolean isLabel = !record.topic().equals(source.topic());
        timestamp = join == null ? record.timestamp() : InputOrder.time(record, isLabel);
        learner.positions().advance(new InputPositions.Source(record.topic(), record.partition()), record.offset() + 1);
        boolean isRequest = SnapshotRequest.is(record.headers());
        Example example = isRequest ? null : admitted(record, isLabel);
        if (!isRequest && example == null) {
            return;
        }
        if (join != null) {
            join.advance(timestamp);
        }
        if (isRequest) {
            publish(config.snapshots().keep());
        } else if (isLabel) {
            join.label(example, timestamp, record.offset());
        } else if (join != null) {
            predicted(record, example, join.serve(example));
            join.hold(example, timestamp, record.offset());
        } else {
            predicted(record, example, learner.process(example));
            if (example.hasLabel()) {
                learned(record.offset());
            }
        }
    }

    /** Null if it is refused. */
    private Example admitted(ConsumerRecord<byte[], byte[]> record, boolean isLabel) {
        try {
            builder.at(learner.records());
            (isLabel ? labelDecoder : decoder).decode(record.value(), builder);
            Example example = builder.build();
            admission(isLabel).check(example);
            learner.check(example);
            return example;
        } catch (RejectedExampleException e) {
            learner.reject();
            refuse(record, e);
            return null;
        }
    }

    private Admission admission(boolean isLabel) {
        return join == null ? Admission.EXAMPLES : isLabel ? Admission.LABELS : Admission.EXAMPLES_TO_JOIN;
    }

    private void predicted(ConsumerRecord<byte[], byte[]> record, Example example, Prediction prediction) {
        classes.rank(prediction, learner.model().labels().classes());
        byte[] bytes = predictionEncoder.encode(
                example,
                prediction.margin(),
                prediction.mean(),
                classes,
                prediction.loss(),
                prediction.learned(),
                record.offset());
        predictions.add(CommittedRecord.of(record.key(), bytes, timestamp, record.headers()));
    }

    @Override
    public void learned(long offset) {
        long labeled = learner.labeled();
        if (labeled % config.rollingLossEvery() == 0) {
            emitRollingLoss(offset);
        }
        long every = config.snapshots().every();
        if (every > 0 && labeled % every == 0) {
            publish(labeled / every % config.snapshots().keep());
        }
    }

    @Override
    public void settled(Settled settled) {
        if (labels.orElseThrow().emitted().contains(settled.outcome())) {
            outcomes.add(CommittedRecord.of(
                    settled.id().getBytes(UTF_8), outcomeEncoder.encode(settled), timestamp, List.of()));
        }
    }

    private void refuse(ConsumerRecord<byte[], byte[]> record, RejectedExampleException reject) {
        Headers headers = new RecordHeaders(record.headers());
        headers.add(RejectHandler.REASON, reject.reason().name().getBytes(UTF_8));
        headers.add(RejectHandler.MESSAGE, reject.getMessage().getBytes(UTF_8));
        headers.add(RejectHandler.TOPIC, record.topic().getBytes(UTF_8));
        headers.add(
                RejectHandler.PARTITION, Integer.toString(record.partition()).getBytes(UTF_8));
        headers.add(RejectHandler.OFFSET, Long.toString(record.offset()).getBytes(UTF_8));
        deadLetters.add(CommittedRecord.of(record.key(), record.value(), timestamp, headers));
    }

    private void emitRollingLoss(long offset) {
        byte[] bytes = rollingLossEncoder.encode(new RollingLossRecord(
                source.topic(),
                source.partition(),
                offset,
                learner.examples(),
                learner.rejected(),
                learner.model().labels().classes(),
                learner.rollingLoss()));
        byte[] key = (source.topic() + "-" + source.partition()).getBytes(UTF_8);
        rollingLosses.add(CommittedRecord.of(key, bytes, timestamp, List.of()));
    }

    private void publish(long slot) {
        Snapshot snapshot = Snapshot.take(state, config.applicationId(), source.partition(), config.recorded());
        files.add(snapshot);
        List<byte[]> pieces = SnapshotCodec.encode(snapshot, headers);
        for (int piece = 0; piece < pieces.size(); piece++) {
            byte[] key = (config.applicationId() + "/" + source.partition() + "/" + slot + "/" + piece).getBytes(UTF_8);
            snapshots.add(CommittedRecord.of(key, pieces.get(piece), timestamp, List.of()));
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
        labels.flatMap(LabelSettings::outcomesTopic).ifPresent(topic -> outputs.put(topic, outcomes));
        return outputs;
    }

    /** What must be in the directory of snapshots, if there is one. */
    ExpectedFiles snapshotFiles() {
        return files;
    }

    /** What must have been logged of examples that wait for their labels; empty if labels come with them. */
    SortedMap<Bytes, Bytes> pending() {
        return pending.entries();
    }

    /** What must have been logged of the learner. */
    public LearnerState state() {
        return state;
    }
}
