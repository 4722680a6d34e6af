package io.thalweg.topology;

import io.thalweg.example.Example;
import io.thalweg.join.JoinCounts;
import io.thalweg.join.LabelJoin;
import io.thalweg.join.LabelOutcome;
import io.thalweg.join.LabelPolicy;
import io.thalweg.join.Settled;
import io.thalweg.serde.LabelOutcomeEncoder;
import io.thalweg.store.LearnerStores;
import io.thalweg.store.PendingExamples;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Predicts each example, sends the prediction on its way, and holds the example until its label comes from a topic of its own; see {@link LabelJoin}. What comes
 * from the labels topic is an example without features: an id and a label. Null in the place of an example asks for a snapshot.
 */
final class JoinLabelsProcessor implements Processor<byte[], Example, byte[], Emission>, LabelJoin.Listener {
    private final TaskLearner.Factory learners;
    private final LearnOutputs.Settings settings;
    private final Labels labels;
    private final JoinCounts counts = new JoinCounts();
    private ProcessorContext<byte[], Emission> context;
    private LearnOutputs outputs;
    private LabelJoin join;
    private LearnerMetrics metrics;
    private JoinMetrics joinMetrics;
    private LabelOutcomeEncoder encoder;
    private long timestamp;

    /**
     * What it needs besides.
     *
     * @param topic where the labels come from
     * @param emitted the outcomes that go to the topic of outcomes; none if there is none
     */
    record Labels(String topic, LabelPolicy policy, Set<LabelOutcome> emitted) {}

    JoinLabelsProcessor(TaskLearner.Factory learners, LearnOutputs.Settings settings, Labels labels) {
        this.learners = learners;
        this.settings = settings;
        this.labels = labels;
    }

    @Override
    public void init(ProcessorContext<byte[], Emission> context) {
        this.context = context;
        TaskLearner task = learners.attach(context, this::save);
        outputs = new LearnOutputs(settings, context, task);
        join = new LabelJoin(
                labels.policy(),
                task.learner(),
                new PendingExamples(context.getStateStore(LearnerStores.PENDING)),
                counts,
                this);
        metrics = new LearnerMetrics(context.metrics(), context.taskId(), task.learner());
        joinMetrics = new JoinMetrics(context.metrics(), context.taskId(), counts);
        encoder = new LabelOutcomeEncoder(
                settings.headers(),
                settings.examples(),
                labels.topic(),
                context.taskId().partition());
    }

    private void save() {
        join.save();
    }

    @Override
    public void close() {
        if (metrics != null) { // else it did not come to that
            metrics.close();
            joinMetrics.close();
        }
    }

    @Override
    public void process(Record<byte[], Example> record) {
        RecordMetadata source = context.recordMetadata().orElseThrow();
        Example example = record.value();
        timestamp = record.timestamp();
        if (example == null) {
            outputs.requested(timestamp);
            return;
        }
        join.advance(timestamp);
        if (source.topic().equals(labels.topic())) {
            join.label(example, timestamp, source.offset());
        } else {
            outputs.predicted(record, join.serve(example), source.offset());
            join.hold(example, timestamp, source.offset());
        }
    }

    @Override
    public void learned(long offset) {
        outputs.learned(timestamp, offset);
    }

    @Override
    public void settled(Settled settled) {
        if (labels.emitted().contains(settled.outcome())) {
            Emission outcome = new Emission(context.taskId().partition(), encoder.encode(settled));
            byte[] key = settled.id().getBytes(StandardCharsets.UTF_8);
            context.forward(new Record<>(key, outcome, timestamp, new RecordHeaders()), ThalwegTopology.OUTCOMES);
        }
    }
}
