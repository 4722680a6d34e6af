package io.thalweg.testing;

import java.util.Set;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.ProcessorWrapper;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.WrappedFixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.WrappedProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Wraps the processors of a topology: a {@link Fault} in a record's headers corrupts the task, {@code before} or {@code after} the processor of a
 * node has seen the record, with the exception that Kafka Streams throws after a time-out.
 */
public final class FaultyProcessors implements ProcessorWrapper {
    @Override
    public <KIn, VIn, KOut, VOut> WrappedProcessorSupplier<KIn, VIn, KOut, VOut> wrapProcessorSupplier(
            String node, ProcessorSupplier<KIn, VIn, KOut, VOut> supplier) {
        return ProcessorWrapper.asWrapped(new FaultySupplier<>(node, supplier));
    }

    @Override
    public <KIn, VIn, VOut> WrappedFixedKeyProcessorSupplier<KIn, VIn, VOut> wrapFixedKeyProcessorSupplier(
            String node, FixedKeyProcessorSupplier<KIn, VIn, VOut> supplier) {
        return ProcessorWrapper.asWrappedFixedKey(supplier);
    }

    private record FaultySupplier<KIn, VIn, KOut, VOut>(String node, ProcessorSupplier<KIn, VIn, KOut, VOut> sound)
            implements ProcessorSupplier<KIn, VIn, KOut, VOut> {
        @Override
        public Processor<KIn, VIn, KOut, VOut> get() {
            return new FaultyProcessor<>(node, sound.get());
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return sound.stores();
        }
    }

    private static final class FaultyProcessor<KIn, VIn, KOut, VOut> implements Processor<KIn, VIn, KOut, VOut> {
        private final String node;
        private final Processor<KIn, VIn, KOut, VOut> sound;
        private ProcessorContext<KOut, VOut> context;

        FaultyProcessor(String node, Processor<KIn, VIn, KOut, VOut> sound) {
            this.node = node;
            this.sound = sound;
        }

        @Override
        public void init(ProcessorContext<KOut, VOut> context) {
            this.context = context;
            sound.init(context);
        }

        @Override
        public void process(Record<KIn, VIn> record) {
            Fault fault = Fault.in(record.headers());
            corrupt(fault, "before");
            sound.process(record);
            corrupt(fault, "after");
        }

        private void corrupt(Fault fault, String when) {
            if (fault != null && fault.strikes(when + " " + node)) {
                throw new TaskCorruptedException(Set.of(context.taskId()));
            }
        }

        @Override
        public void close() {
            sound.close();
        }
    }
}
