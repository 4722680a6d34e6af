package io.thalweg.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.registry.RegistryUnavailableException;
import io.thalweg.registry.SubjectNaming;
import io.thalweg.serde.LabeledExampleEncoder;
import io.thalweg.serde.PredictionRecord;
import io.thalweg.serde.PublishedHeaders;
import io.thalweg.serde.PublishedSchema;
import io.thalweg.serde.SnapshotCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WireFormatsTopologyTest {
    private static final String[] CONFLUENT = {
        "registry.url=http://127.0.0.1:1", "examples.format=confluent", "outputs.format=confluent"
    };
    private static final List<String> OUTPUTS = List.of("predictions", "rolling-loss", "snapshots");

    private final AskedRegistry registry = new AskedRegistry().with(7, PublishedSchema.EXAMPLE.schema());

    private static ThalwegConfig config(String... settings) {
        List<String> all = new ArrayList<>(List.of("hash.bits=8", "rolling.loss.every=10", "snapshot.every=20"));
        all.addAll(List.of(settings));
        return ThalwegConfig.read(null, all, Map.of());
    }

    private static List<byte[]> examples(PublishedHeaders headers) {
        LabeledExampleEncoder encoder = new LabeledExampleEncoder(headers);
        List<byte[]> examples = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            encoder.begin();
            encoder.label(i % 3 == 0 ? 1 : 0);
            encoder.indexed(i % 7, 1);
            examples.add(encoder.encode());
        }
        return examples;
    }

    /** What comes on each output topic. */
    private static Map<String, List<byte[]>> run(ThalwegConfig config, WireFormats formats, List<byte[]> examples) {
        Properties properties = ThalwegTopology.properties(config, new UncommittedOutputs(), formats);
        try (TopologyTestDriver driver = new TopologyTestDriver(
                ThalwegTopology.build(config, WarmStartSource.NONE, TestStream.NO_GAPS, formats), properties)) {
            var input = driver.createInputTopic("examples", new ByteArraySerializer(), new ByteArraySerializer());
            examples.forEach(value -> input.pipeInput(new TestRecord<>(null, value)));
            return List.of("predictions", "rolling-loss", "snapshots", "dead-letter").stream()
                    .collect(Collectors.toMap(topic -> topic, topic -> values(driver, topic)));
        }
    }

    private static List<byte[]> values(TopologyTestDriver driver, String topic) {
        TestOutputTopic<byte[], byte[]> output =
                driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        return output.readRecordsToList().stream().map(TestRecord::value).toList();
    }

    private static List<ByteBuffer> bodies(List<byte[]> values, int header) {
        return values.stream()
                .map(value -> ByteBuffer.wrap(Arrays.copyOfRange(value, header, value.length)))
                .toList();
    }

    @Test
    void nothingButTheHeadersDependsOnTheFormat() throws Exception {
        ThalwegConfig plain = config();
        Map<String, List<byte[]>> expected =
                run(plain, WireFormats.alone(plain), examples(PublishedHeaders.singleObject()));
        ThalwegConfig config = config(CONFLUENT);
        WireFormats formats = WireFormats.of(config, registry, SubjectNaming.TOPIC);
        Map<String, List<byte[]>> found =
                run(config, formats, examples(PublishedHeaders.confluent(Map.of(PublishedSchema.EXAMPLE, 7))));

        assertThat(registry.registered)
                .containsExactlyInAnyOrder("predictions-value", "rolling-loss-value", "snapshots-value");
        for (String topic : OUTPUTS) {
            assertThat(bodies(found.get(topic), 5)).isNotEmpty().isEqualTo(bodies(expected.get(topic), 10));
            int id = 101 + registry.registered.indexOf(topic + "-value");
            assertThat(found.get(topic)).allSatisfy(value -> assertThat(value).startsWith(0, 0, 0, 0, id));
        }
        assertThat(found.get("dead-letter")).isEmpty();
        assertThat(PredictionRecord.read(found.get("predictions").get(0)).topic())
                .isEqualTo("examples");
        SnapshotCodec.Newest newest = new SnapshotCodec.Newest();
        found.get("snapshots").forEach(newest::add);
        assertThat(newest.snapshot().orElseThrow().head().learned()).isEqualTo(40);
    }

    @Test
    void subjectsAreNamedAsTheSettingSays() {
        WireFormats.of(config(CONFLUENT), registry, SubjectNaming.TOPIC_RECORD);
        assertThat(registry.registered)
                .containsExactlyInAnyOrder(
                        "predictions-io.thalweg.avro.Prediction",
                        "rolling-loss-io.thalweg.avro.RollingLoss",
                        "snapshots-io.thalweg.avro.ModelSnapshot");
    }

    @Test
    void readsRecordsWithoutAHeader(@TempDir Path folder) throws Exception {
        Path schema = Files.writeString(
                folder.resolve("example.avsc"), PublishedSchema.EXAMPLE.schema().toString());
        List<byte[]> raw = bodies(examples(PublishedHeaders.singleObject()), 10).stream()
                .map(body -> Arrays.copyOf(body.array(), body.limit()))
                .toList();
        ThalwegConfig config = config("examples.format=raw", "examples.schema=" + schema);
        assertThat(run(config, WireFormats.alone(config), raw).get("predictions"))
                .hasSize(50);
    }

    @Test
    void readsJson() {
        ThalwegConfig config = config("examples.format=json", "label.field=clicked");
        List<byte[]> records = List.of(
                "{\"clicked\":true,\"price\":2}".getBytes(StandardCharsets.UTF_8),
                "{\"clicked\":".getBytes(StandardCharsets.UTF_8));
        Map<String, List<byte[]>> found = run(config, WireFormats.alone(config), records);
        assertThat(found.get("predictions")).hasSize(1);
        assertThat(found.get("dead-letter")).containsExactly(records.get(1));
    }

    @Test
    void rejectsAnIdThatTheRegistryDoesNotHave() {
        ThalwegConfig config = config(CONFLUENT);
        List<byte[]> examples =
                new ArrayList<>(examples(PublishedHeaders.confluent(Map.of(PublishedSchema.EXAMPLE, 7))));
        examples.add(
                3,
                examples(PublishedHeaders.confluent(Map.of(PublishedSchema.EXAMPLE, 8)))
                        .get(0));
        examples.add(5, "{\"label\":1}".getBytes(StandardCharsets.UTF_8));
        Map<String, List<byte[]>> found = run(config, WireFormats.of(config, registry, SubjectNaming.TOPIC), examples);
        assertThat(found.get("dead-letter")).containsExactly(examples.get(3), examples.get(5));
        assertThat(found.get("predictions")).hasSize(50);
    }

    /** Only where no gate stands before the task, as here, can it come to that. */
    @Test
    void aTaskThatNeedsARegistryThatIsDownFailsAndRejectsNothing() {
        ThalwegConfig config = config(CONFLUENT);
        WireFormats formats = WireFormats.of(config, registry, SubjectNaming.TOPIC);
        registry.down(true);
        assertThatThrownBy(() ->
                        run(config, formats, examples(PublishedHeaders.confluent(Map.of(PublishedSchema.EXAMPLE, 7)))))
                .hasRootCauseInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void theGateStandsBehindTheUsersOwnInterceptors() {
        ThalwegConfig config = ThalwegConfig.read(
                null,
                List.of(
                        "registry.url=http://127.0.0.1:1",
                        "examples.format=confluent",
                        "streams.consumer.interceptor.classes=org.example.Mine"),
                Map.of());
        Properties properties = ThalwegTopology.properties(
                config, new UncommittedOutputs(), WireFormats.of(config, registry, SubjectNaming.TOPIC));
        assertThat(properties)
                .containsEntry(
                        "main.consumer.interceptor.classes", "org.example.Mine," + GateInterceptor.class.getName());
        ThalwegConfig plain = config();
        assertThat(ThalwegTopology.properties(plain, new UncommittedOutputs(), WireFormats.alone(plain)))
                .doesNotContainKey("main.consumer.interceptor.classes");
    }
}
