package io.thalweg.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.serde.LabeledExampleEncoder;
import io.thalweg.serde.PredictionRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;

class LearnTopologyTest {
    @Test
    void learns() throws Exception {
        ThalwegConfig config =
                ThalwegConfig.read(null, List.of("rolling.loss.every=10", "snapshot.every=50"), Map.of());
        try (TopologyTestDriver driver = new TopologyTestDriver(
                ThalwegTopology.build(config, WarmStartSource.NONE, (input, from, to) -> InputProbe.Gap.EMPTY),
                ThalwegTopology.properties(config))) {
            System.out.println(
                    ThalwegTopology.build(config, WarmStartSource.NONE, (input, from, to) -> InputProbe.Gap.EMPTY)
                            .describe());
            TestInputTopic<byte[], byte[]> in = driver.createInputTopic(
                    "examples",
                    new ByteArraySerializer(),
                    new ByteArraySerializer(),
                    Instant.ofEpochMilli(5),
                    java.time.Duration.ofMillis(1));
            LabeledExampleEncoder encoder = new LabeledExampleEncoder();
            Random random = new Random(1);
            for (int i = 0; i < 100; i++) {
                encoder.begin();
                int label = random.nextInt(2);
                encoder.label(label);
                byte[] name = ("f" + label + random.nextInt(3)).getBytes(StandardCharsets.UTF_8);
                encoder.numeric(name, 0, name.length, 1);
                in.pipeInput(encoder.encode());
            }
            in.pipeInput(new byte[] {1, 2, 3});
            in.pipeInput((byte[]) null);
            var out = driver.createOutputTopic("predictions", new ByteArrayDeserializer(), new ByteArrayDeserializer())
                    .readValuesToList();
            assertThat(out).hasSize(100);
            System.out.println(PredictionRecord.read(out.get(99)));
            System.out.println(
                    driver.createOutputTopic("dead-letter", new ByteArrayDeserializer(), new ByteArrayDeserializer())
                            .readRecordsToList());
            System.out.println(
                    driver.createOutputTopic("snapshots", new ByteArrayDeserializer(), new ByteArrayDeserializer())
                            .readRecordsToList()
                            .size());
            System.out.println(
                    driver.createOutputTopic("rolling-loss", new ByteArrayDeserializer(), new ByteArrayDeserializer())
                            .readRecordsToList()
                            .size());
            System.out.println(driver.metrics().keySet().stream()
                    .filter(m -> m.group().equals(LearnerMetrics.GROUP))
                    .toList());
        }
    }
}
