package io.thalweg.config;

import static io.thalweg.config.ConfigurationErrorsTest.errors;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsPropertiesTest {
    private static Properties streams(String... sets) {
        return ThalwegConfig.read(null, List.of(sets), Map.of()).streams();
    }

    @Test
    void theDefaultsAreExactlyThese() {
        assertThat(streams())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("application.id", "thalweg"),
                        Map.entry("bootstrap.servers", "localhost:9092"),
                        Map.entry("commit.interval.ms", "100"),
                        Map.entry("num.stream.threads", "1"),
                        Map.entry("processing.guarantee", "exactly_once_v2"),
                        Map.entry("group.protocol", "streams"),
                        Map.entry("ensure.explicit.internal.resource.naming", "true"),
                        Map.entry("statestore.cache.max.bytes", "67108864"),
                        Map.entry("buffered.records.per.partition", "10000"),
                        Map.entry("task.timeout.ms", "600000"),
                        Map.entry("producer.batch.size", "262144"),
                        Map.entry("producer.linger.ms", "20"),
                        Map.entry("producer.max.block.ms", "180000"),
                        Map.entry("producer.transaction.timeout.ms", "15000"),
                        Map.entry("consumer.max.poll.records", "5000"),
                        Map.entry("consumer.max.partition.fetch.bytes", "8388608"),
                        Map.entry("consumer.fetch.max.bytes", "67108864")));
    }

    @Test
    void ownSettingsHaveTheirPlaceInKafka() {
        assertThat(streams("application.id=a", "bootstrap.servers=h:1,i:2", "threads=3", "commit.interval.ms=250"))
                .containsEntry("application.id", "a")
                .containsEntry("bootstrap.servers", "h:1,i:2")
                .containsEntry("num.stream.threads", "3")
                .containsEntry("commit.interval.ms", "250");
    }

    @Test
    void aTransactionOutlivesThreeCommitIntervals() {
        assertThat(streams("commit.interval.ms=20000")).containsEntry("producer.transaction.timeout.ms", "60000");
    }

    @ParameterizedTest
    @CsvSource({
        "producer.linger.ms, 0",
        "main.consumer.max.poll.records, 7",
        "restore.consumer.max.poll.records, 7",
        "consumer.max.poll.records, 7",
        "admin.request.timeout.ms, 7000",
        "topic.min.insync.replicas, 2",
        "state.dir, elsewhere",
        "auto.offset.reset, latest",
        "retries, 3",
        "statestore.cache.max.bytes, 1048576",
    })
    void aKeyOfKafkaIsPassedOn(String key, String value) {
        assertThat(streams("streams." + key + "=" + value)).containsEntry(key, value);
    }

    @Test
    void aBareKeyReplacesTheDefaultThatHasAPrefix() {
        Properties streams = streams("streams.linger.ms=3", "streams.max.poll.records=4");

        assertThat(new StreamsConfig(streams).getProducerConfigs("p")).containsEntry("linger.ms", "3");
        assertThat(new StreamsConfig(streams).getMainConsumerConfigs("g", "c", 0))
                .containsEntry("max.poll.records", "4");
    }

    @Test
    void theClassicProtocolTakesOverSoonerThanKafkasDefault() {
        assertThat(streams("streams.group.protocol=classic")).containsEntry("consumer.session.timeout.ms", "10000");
        assertThat(streams("streams.group.protocol=classic", "streams.session.timeout.ms=6000"))
                .containsEntry("session.timeout.ms", "6000")
                .doesNotContainKey("consumer.session.timeout.ms");
        assertThat(streams("streams.group.protocol=classic", "streams.num.standby.replicas=1"))
                .containsEntry("num.standby.replicas", "1");
    }

    @Test
    void toolsReachTheSameClusterTheSameWay() {
        Properties clients = ThalwegConfig.read(
                        null,
                        List.of(
                                "bootstrap.servers=h:1",
                                "streams.security.protocol=SASL_SSL",
                                "streams.sasl.mechanism=PLAIN",
                                "streams.ssl.truststore.location=trust.jks",
                                "streams.producer.ssl.truststore.location=other.jks",
                                "streams.linger.ms=3"),
                        Map.of())
                .clients();

        assertThat(clients)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "bootstrap.servers", "h:1",
                        "security.protocol", "SASL_SSL",
                        "sasl.mechanism", "PLAIN",
                        "ssl.truststore.location", "trust.jks"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application.id | set application.id",
                "bootstrap.servers | set bootstrap.servers",
                "admin.bootstrap.servers | set bootstrap.servers",
                "commit.interval.ms | set commit.interval.ms",
                "num.stream.threads | set threads",
                "errors.dead.letter.queue.topic.name | set dead.letter.topic",
                "default.key.serde | the topology names the serdes of each topic",
                "default.timestamp.extractor | predictions carry the timestamps of their examples",
                "topology.optimization | the topology is run as the topology command prints it",
                "main.consumer.isolation.level | Kafka Streams sets it",
                "transactional.id | Kafka Streams sets it",
                "topic.cleanup.policy | the model is restored from a compacted changelog",
            })
    void keysThatThalwegOwnsAreRefusedWithTheReason(String key, String reason) {
        assertThat(errors("streams." + key + "=x"))
                .containsExactly("streams." + key + " in --set is not for you to set: " + reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deserialization.exception.handler",
                "default.deserialization.exception.handler",
                "production.exception.handler",
                "default.production.exception.handler",
                "processing.exception.handler",
                "processing.exception.handler.global.enabled",
                "ensure.explicit.internal.resource.naming",
                "default.value.serde",
                "cache.max.bytes.buffering",
                "config.providers",
                "processing.guarantee",
                "enable.auto.commit",
                "producer.enable.idempotence",
                "consumer.group.id",
            })
    void noOtherOwnedKeySlipsThrough(String key) {
        assertThat(errors("streams." + key + "=true"))
                .singleElement()
                .asString()
                .startsWith("streams." + key + " in --set is not for you to set: ");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1048575})
    void aCacheThatFlushesForEveryRecordIsRefused(long bytes) {
        assertThat(errors("streams.statestore.cache.max.bytes=" + bytes))
                .containsExactly("streams.statestore.cache.max.bytes=" + bytes
                        + " in --set: the learner's weights are logged when this cache is flushed, and 0 or little would flush for"
                        + " every record; must be 1048576 or more");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "producer.linger.ms=soon | a value of type long, [0,...]",
                "producer.linger.ms=-1 | a value of type long, [0,...]",
                "group.protocol=old | a value of type string, (case insensitive) [STREAMS, CLASSIC]",
                "enable.metrics.push=maybe | a value of type boolean",
                "default.client.supplier=no.such.Class | a value of type class",
            })
    void kafkasRulesForSingleValuesHold(String set, String allowed) {
        assertThat(errors("streams." + set)).containsExactly("streams." + set + " in --set: must be " + allowed);
    }

    @Test
    void kafkasRulesForSeveralValuesHold() {
        assertThat(errors("streams.main.consumer.group.instance.id=a"))
                .singleElement()
                .asString()
                .startsWith("streams.*: ")
                .contains("static membership");
        assertThat(errors("commit.interval.ms=20000", "streams.producer.transaction.timeout.ms=10000"))
                .singleElement()
                .asString()
                .contains("Transaction timeout 10000");
    }

    @Test
    void standbysOfTheStreamsProtocolBelongToTheBroker() {
        assertThat(errors("streams.num.standby.replicas=1"))
                .containsExactly("streams.num.standby.replicas=1 in --set: brokers configure the standbys of"
                        + " group.protocol=streams; set it there, in the group's streams.num.standby.replicas, or set"
                        + " streams.group.protocol=classic");
    }

    @Test
    void changingACopyChangesNothing() {
        ThalwegConfig config = ThalwegConfig.read(null, List.of(), Map.of());
        config.streams().clear();

        assertThat(config.streams()).isNotEmpty();
    }
}
