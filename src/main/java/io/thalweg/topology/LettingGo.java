package io.thalweg.topology;

import java.time.Duration;
import java.util.Set;
import org.apache.kafka.streams.GroupProtocol;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Lets a task go on that the {@link SchemaGate} has held: commits what came before, and then has Kafka Streams begin the task again, restored, at its
 * committed offset. With {@code group.protocol=streams} only: a revived task of classic may not get back. {@link TaskCorruptedException} is the only way that it offers to get back to there for one task alone; nothing is corrupted. The
 * task's thread only.
 */
final class LettingGo implements Punctuator {
    private static final Duration EVERY = Duration.ofMillis(200);

    private final SchemaGate gate;
    private final ProcessorContext<?, ?> context;
    private boolean committed;

    private LettingGo(SchemaGate gate, ProcessorContext<?, ?> context) {
        this.gate = gate;
        this.context = context;
    }

    /** For a task that begins now. */
    static void schedule(SchemaGate gate, ProcessorContext<?, ?> context) {
        gate.forget(context.taskId().partition());
        Object protocol = context.appConfigs().get(StreamsConfig.GROUP_PROTOCOL_CONFIG);
        if (GroupProtocol.STREAMS.name().equalsIgnoreCase(String.valueOf(protocol))) {
            context.schedule(EVERY, PunctuationType.WALL_CLOCK_TIME, new LettingGo(gate, context));
        }
    }

    @Override
    public void punctuate(long timestamp) {
        if (!gate.mayGoOn(context.taskId().partition())) {
            return;
        }
        if (committed) {
            throw new TaskCorruptedException(Set.of(context.taskId()));
        }
        context.commit();
        committed = true;
    }
}
