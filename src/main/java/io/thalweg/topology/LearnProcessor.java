package io.thalweg.topology;

import io.thalweg.example.Example;
import io.thalweg.learner.OnlineLearner;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Predicts each example and sends the prediction on its way, then learns from it if it has a label. Null in the place of an example asks for a snapshot.
 */
final class LearnProcessor implements Processor<byte[], Example, byte[], Emission> {
    private final TaskLearner.Factory learners;
    private final LearnOutputs.Settings settings;
    private ProcessorContext<byte[], Emission> context;
    private OnlineLearner learner;
    private LearnOutputs outputs;
    private LearnerMetrics metrics;

    LearnProcessor(TaskLearner.Factory learners, LearnOutputs.Settings settings) {
        this.learners = learners;
        this.settings = settings;
    }

    @Override
    public void init(ProcessorContext<byte[], Emission> context) {
        this.context = context;
        TaskLearner task = learners.attach(context);
        learner = task.learner();
        outputs = new LearnOutputs(settings, context, task);
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
            outputs.requested(record.timestamp());
            return;
        }
        outputs.predicted(record, learner.process(example), source.offset());
        if (example.hasLabel()) {
            outputs.learned(record.timestamp(), source.offset());
        }
    }
}
