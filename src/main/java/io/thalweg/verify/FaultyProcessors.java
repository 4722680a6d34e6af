package io.thalweg.verify;

import io.thalweg.topology.ThalwegTopology;
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

/** Wraps the processors of the topology: a {@link FaultPoint} before or after one corrupts the task, with the exception that Kafka Streams throws after a time-out. */
public final class FaultyProcessors implements ProcessorWrapper {
    @Override
    public <KIn, VIn, KOut, VOut> WrappedProcessorSupplier<KIn, VIn, KOut, VOut> wrapProcessorSupplier(
            String node, ProcessorSupplier<KIn, VIn, KOut, VOut> supplier) {
        boolean learns = node.equals(ThalwegTopology.LEARN);
        return ProcessorWrapper.asWrapped(new FaultySupplier<>(
                supplier,
                learns ? FaultPoint.BEFORE_LEARN : FaultPoint.BEFORE_ADMIT,
                learns ? FaultPoint.AFTER_LEARN : FaultPoint.AFTER_ADMIT));
    }

    @Override
    public <KIn, VIn, VOut> WrappedFixedKeyProcessorSupplier<KIn, VIn, VOut> wrapFixedKeyProcessorSupplier(
            String node, FixedKeyProcessorSupplier<KIn, VIn, VOut> supplier) {
        return ProcessorWrapper.asWrappedFixedKey(supplier);
    }

    private record FaultySupplier<KIn, VIn, KOut, VOut>(
            ProcessorSupplier<KIn, VIn, KOut, VOut> sound, FaultPoint before, FaultPoint after)
            implements ProcessorSupplier<KIn, VIn, KOut, VOut> {
        @Override
        public Processor<KIn, VIn, KOut, VOut> get() {
            return new FaultyProcessor<>(sound.get(), before, after);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return sound.stores();
        }
    }

    private static final class FaultyProcessor<KIn, VIn, KOut, VOut> implements Processor<KIn, VIn, KOut, VOut> {
        private final Processor<KIn, VIn, KOut, VOut> sound;
        private final FaultPoint before;
        private final FaultPoint after;
        private ProcessorContext<KOut, VOut> context;

        FaultyProcessor(Processor<KIn, VIn, KOut, VOut> sound, FaultPoint before, FaultPoint after) {
            this.sound = sound;
            this.before = before;
            this.after = after;
        }

        @Override
        public void init(ProcessorContext<KOut, VOut> context) {
            this.context = context;
            sound.init(context);
        }

        @Override
        public void process(Record<KIn, VIn> record) {
            corrupt(before);
            sound.process(record);
            corrupt(after);
        }

        private void corrupt(FaultPoint point) {
            if (Faults.strikes(point)) {
                throw new TaskCorruptedException(Set.of(context.taskId()));
            }
        }

        @Override
        public void close() {
            sound.close();
        }
    }
}
