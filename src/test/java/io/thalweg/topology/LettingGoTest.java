package io.thalweg.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LettingGoTest {
    private static final TaskId TASK = new TaskId(0, 1);
    private static final TopicPartition INPUT = new TopicPartition("examples", 1);

    @TempDir
    private Path directory;

    private final AskedRegistry registry = new AskedRegistry().with(7, Schema.create(Schema.Type.INT));
    private final SchemaGate gate =
            new SchemaGate(Set.of("examples"), Set.of("examples"), registry, registry, Duration.ofSeconds(1));

    private MockProcessorContext<Void, Void> begin(String protocol) {
        Properties properties = new Properties();
        properties.put("application.id", "any");
        properties.put("bootstrap.servers", "localhost:1");
        properties.put("group.protocol", protocol);
        MockProcessorContext<Void, Void> context = new MockProcessorContext<>(properties, TASK, directory.toFile());
        LettingGo.schedule(gate, context);
        return context;
    }

    private void hold() {
        registry.down(true);
        byte[] value = {0, 0, 0, 0, 7, 1};
        gate.admit(new ConsumerRecords<>(
                Map.of(INPUT, List.of(new ConsumerRecord<>(INPUT.topic(), INPUT.partition(), 3, null, value))),
                Map.of()));
        assertThat(gate.holds()).isTrue();
    }

    @Test
    void aHeldTaskCommitsAndThenBeginsAgainWhenItMayGoOn() {
        MockProcessorContext<Void, Void> context = begin("streams");
        Punctuator punctuator = context.scheduledPunctuators().get(0).getPunctuator();
        punctuator.punctuate(0);
        hold();
        punctuator.punctuate(200);
        assertThat(context.committed()).isFalse();

        registry.down(false);
        registry.pass(Duration.ofSeconds(1));
        punctuator.punctuate(400);
        assertThat(context.committed()).isTrue();
        assertThatThrownBy(() -> punctuator.punctuate(600))
                .isInstanceOfSatisfying(
                        TaskCorruptedException.class,
                        e -> assertThat(e.corruptedTasks()).containsExactly(TASK));
    }

    @Test
    void aTaskThatBeginsIsNotHeld() {
        hold();
        begin("streams");
        assertThat(gate.holds()).isFalse();
    }

    @Test
    void whereTheConsumerGoesBackNoTaskBeginsAgain() {
        assertThat(begin("classic").scheduledPunctuators()).isEmpty();
    }
}
