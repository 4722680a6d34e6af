package io.thalweg.topology;

import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.serde.ExampleDecoder;
import io.thalweg.serde.FieldWatch;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Lets in every record once, as an example that the model may learn from. What cannot be one leaves as a {@link RejectedExampleException},
 * which {@link RejectHandler} turns into a dead letter, before anything but its count has changed.
 *
 * <p>A record with the header {@value SnapshotRequest#HEADER} is not an example: it goes on as null, and asks for a snapshot at its place in the
 * stream.
 */
final class AdmitProcessor implements Processor<byte[], byte[], byte[], Example> {
    private final TaskLearner.Factory learners;
    private final WireFormats formats;
    private final Admission admission;
    private final Optional<SchemaGate> gate;
    private ProcessorContext<byte[], Example> context;
    private TaskLearner task;
    private OnlineLearner learner;
    private OffsetGuard guard;
    private ExampleBuilder builder;
    private ExampleDecoder decoder;
    private FieldMetrics fields;

    AdmitProcessor(TaskLearner.Factory learners, WireFormats formats, Admission admission) {
        this.learners = learners;
        this.admission = admission;
        this.formats = formats;
        gate = formats.gate();
    }

    @Override
    public void init(ProcessorContext<byte[], Example> context) {
        this.context = context;
        task = learners.attach(context);
        learner = task.learner();
        guard = task.offsetGuard();
        builder = learner.exampleBuilder();
        gate.ifPresent(held -> LettingGo.schedule(held, context));
        if (admission == Admission.LABELS) {
            decoder = formats.labelDecoder();
        } else {
            FieldWatch watch = WireFormats.watch(learner);
            decoder = formats.exampleDecoder(learner.fields(), watch);
            fields = new FieldMetrics(context.metrics(), context.taskId(), watch.counts());
        }
    }

    @Override
    public void close() {
        if (context != null) { // else it did not come to that
            gate.ifPresent(held -> held.forget(context.taskId().partition()));
        }
        if (fields != null) {
            fields.close();
        }
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (guard.admit(context.recordMetadata().orElseThrow())) {
            try {
                context.forward(
                        record.withValue(SnapshotRequest.is(record.headers()) ? null : example(record.value())));
            } finally {
                // Last: a record cache without room runs the hook at once, and must find the record learned.
                task.changed();
            }
        }
    }

    private Example example(byte[] value) {
        try {
            builder.at(learner.records());
            decoder.decode(value, builder);
            if (admission == Admission.LABELS) {
                formats.labelValue().ifPresent(always -> always.giveTo(builder));
            }
            Example example = builder.build();
            admission.check(example);
            learner.check(example);
            return example;
        } catch (RejectedExampleException e) {
            learner.reject();
            throw e;
        } finally {
            if (fields != null) {
                fields.update();
            }
        }
    }
}
