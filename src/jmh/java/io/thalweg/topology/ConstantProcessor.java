package io.thalweg.topology;

import io.thalweg.example.Example;
import io.thalweg.serde.PredictionEncoder;
import io.thalweg.serde.RankedClasses;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Says of every example that it is as likely as not, in a record of the size of any other prediction. */
final class ConstantProcessor implements Processor<byte[], Example, byte[], Emission> {
    private static final double LOSS = StrictMath.log(2);
    private static final RankedClasses NO_CLASSES = new RankedClasses(0);

    private ProcessorContext<byte[], Emission> context;
    private PredictionEncoder predictions;

    @Override
    public void init(ProcessorContext<byte[], Emission> context) {
        this.context = context;
    }

    @Override
    public void process(Record<byte[], Example> record) {
        RecordMetadata source = context.recordMetadata().orElseThrow();
        if (predictions == null) {
            predictions = new PredictionEncoder(source.topic(), source.partition());
        }
        byte[] bytes = predictions.encode(record.value(), 0, 0.5, NO_CLASSES, LOSS, source.offset(), source.offset());
        context.forward(record.withValue(new Emission(source.partition(), bytes)), ThalwegTopology.PREDICTIONS);
    }
}
