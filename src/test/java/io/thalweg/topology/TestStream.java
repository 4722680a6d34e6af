package io.thalweg.topology;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.learner.LearnerState;
import io.thalweg.store.LearnerStores;
import io.thalweg.store.WeightStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The whole topology on the test driver, which commits after every record; topics are read and written as bytes. */
final class TestStream implements AutoCloseable {
    static final InputProbe NO_GAPS = (input, from, to) -> {
        throw new AssertionError("nobody should look at " + input + " from " + from + " to " + to);
    };

    private final Path state = temporary();
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> examples;

    TestStream(ThalwegConfig config) {
        this(config, WarmStartSource.NONE, NO_GAPS, Map.of());
    }

    /** @param overrides of what the configuration gives to Kafka Streams */
    TestStream(ThalwegConfig config, WarmStartSource warmStart, InputProbe probe, Map<String, Object> overrides) {
        Properties properties = ThalwegTopology.properties(config);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        properties.putAll(overrides);
        driver = new TopologyTestDriver(ThalwegTopology.build(config, warmStart, probe), properties);
        examples = driver.createInputTopic(
                config.topics().examples(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The configuration of these settings, {@code key=value}. */
    static ThalwegConfig config(String... settings) {
        return ThalwegConfig.read(null, List.of(settings), Map.of());
    }

    TestStream pipe(List<TestRecord<byte[], byte[]>> records) {
        examples.pipeRecordList(records);
        return this;
    }

    TestStream pipe(String topic, TestRecord<byte[], byte[]> record) {
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(record);
        return this;
    }

    /** What has come on a topic since it was last asked for. */
    List<TestRecord<byte[], byte[]>> read(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    LearnerState state() {
        return WeightStore.behind(driver.getKeyValueStore(LearnerStores.WEIGHTS))
                .state();
    }

    Map<MetricName, ? extends Metric> metrics() {
        return driver.metrics();
    }

    /** Of its own: the driver's default is the same for all processes. */
    private static Path temporary() {
        try {
            return Files.createTempDirectory("test-stream");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.close();
        try {
            Utils.delete(state.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
