package io.thalweg.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationErrorsTest {
    private static final String NAME_OF_249 = "must be 1 to 249 of the characters a-z A-Z 0-9 . _ -, but not . or ..";

    static List<String> errors(String... sets) {
        return catchThrowableOfType(
                        ConfigurationException.class, () -> ThalwegConfig.read(null, List.of(sets), Map.of()))
                .errors();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "learning.rate=fast         | a number from 1e-30 to 1e30",
                "learning.rate=0            | a number from 1e-30 to 1e30",
                "learning.rate=1e-31        | a number from 1e-30 to 1e30",
                "learning.rate=1e31         | a number from 1e-30 to 1e30",
                "learning.rate=-1           | a number from 1e-30 to 1e30",
                "learning.rate=NaN          | a number from 1e-30 to 1e30",
                "learning.rate=Infinity     | a number from 1e-30 to 1e30",
                "learning.rate=             | a number from 1e-30 to 1e30",
                "learning.rate.schedule=x   | constant or inverse-scaling",
                "l1=-0.1                    | a number from 0 to 1e30",
                "l2=1e400                   | a number from 0 to 1e30",
                "loss=huber                 | logistic or squared or softmax or hinge or quantile or poisson",
                "optimizer=Adam             | auto or sgd or adagrad or ftrl or nag",
                "loss.quantile=0            | a number above 0 and below 1",
                "loss.quantile=1            | a number above 0 and below 1",
                "ftrl.beta=-1               | a number from 0 to 1e30",
                "gradient.clip=-1           | a number of 0 or more",
                "updates=exact              | importance-aware or plain",
                "hash.bits=0                | an integer from 1 to 30",
                "hash.bits=31               | an integer from 1 to 30",
                "hash.bits=18.5             | an integer from 1 to 30",
                "weights.init.deviation=-1  | a number from 0 to 1e30",
                "weights.init.seed=abc      | an integer of 64 bits",
                "examples.max.features=0    | an integer from 1 to 10000000",
                "rolling.loss.window=0      | an integer from 1 to 10000000",
                "rolling.loss.every=0       | an integer from 1 to 2147483647",
                "convergence.loss.tolerance=0     | a number above 0",
                "convergence.gradient.tolerance=0 | a number above 0",
                "snapshot.every=-1          | an integer from 0 to 9223372036854775807",
                "snapshot.keep=1001         | an integer from 1 to 1000",
                "warm.start=                | none, latest or a file",
                "warm.start.take=all        | state or weights",
                "warm.start.confidence=-1   | a number from 0 to 1e30",
                "warm.start.offsets=skip    | keep or ignore",
                "errors.tolerance=some      | all or none",
                "offset.gap.policy=strict   | fail or continue",
                "commit.interval.ms=0       | an integer from 1 to 300000",
                "threads=0                  | an integer from 1 to 1000",
                "topics.partitions=0        | an integer from 1 to 100000",
                "topics.replication=0       | -1 or an integer from 1 to 32767",
                "topics.replication=40000   | -1 or an integer from 1 to 32767",
            })
    void aValueThatIsNotAllowedIsNamedWithWhatIs(String set, String allowed) {
        assertThat(errors(set)).containsExactly(set + " in --set: must be " + allowed);
    }

    @Test
    void thePowerOfTheScheduleIsAtMostOne() {
        assertThat(errors("optimizer=sgd", "learning.rate.schedule=inverse-scaling", "learning.rate.power=1.5"))
                .containsExactly("learning.rate.power=1.5 in --set: must be a number above 0 and at most 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "localhost:",
                "localhost:0",
                "localhost:65536",
                "a:1,a:1",
                "a:1,,b:1",
                "http://a:1"
            })
    void serversAreHostsAndPorts(String servers) {
        assertThat(errors("bootstrap.servers=" + servers))
                .containsExactly("bootstrap.servers=" + servers
                        + " in --set: must be host:port, or several with commas between them, none twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "my topic", "größe", "a/b"})
    void topicsHaveNamesThatKafkaAccepts(String name) {
        assertThat(errors("examples.topic=" + name))
                .containsExactly("examples.topic=" + name + " in --set: " + NAME_OF_249);
    }

    @Test
    void aNameMayBeTooLong() {
        assertThat(errors("examples.topic=" + "x".repeat(250)))
                .singleElement()
                .asString()
                .endsWith(NAME_OF_249);
        assertThat(errors("application.id=" + "x".repeat(151)))
                .singleElement()
                .asString()
                .contains("must be 1 to 150 of the characters");
    }

    @Test
    void everyErrorIsReportedAtOnceWithItsSource() {
        ConfigurationException exception = catchThrowableOfType(
                ConfigurationException.class,
                () -> ThalwegConfig.read(
                        null,
                        List.of("hash.bits=99", "l3=1", "streams.application.id=x", "nonsense", "loss=huber"),
                        Map.of(
                                "THALWEG_L1",
                                "-1",
                                "THALWEG_LEARNING_RAT",
                                "1",
                                "THALWEG_EXAMPLES_TOPIC",
                                "snapshots")));

        assertThat(exception.errors())
                .containsExactlyInAnyOrder(
                        "--set nonsense is not of the form key=value",
                        "unknown key l3 in --set: did you mean l1?",
                        "unknown key learning.rat in environment variable THALWEG_LEARNING_RAT: did you mean learning.rate?",
                        "loss=huber in --set: must be logistic or squared or softmax or hinge or quantile or poisson",
                        "l1=-1 in environment variable THALWEG_L1: must be a number from 0 to 1e30",
                        "hash.bits=99 in --set: must be an integer from 1 to 30",
                        "streams.application.id in --set is not for you to set: set application.id",
                        "examples.topic=snapshots in environment variable THALWEG_EXAMPLES_TOPIC and snapshots.topic=snapshots by"
                                + " default: each topic needs a name of its own (to Kafka, . and _ are the same)");
        assertThat(exception).hasMessage(String.join("\n", exception.errors()));
    }

    @ParameterizedTest
    @CsvSource({
        "learning.rat,        did you mean learning.rate?",
        "learning_rate,       did you mean learning.rate?",
        "Loss,                did you mean loss?",
        "bootstrap.server,    did you mean bootstrap.servers?",
        "security.protocol,   did you mean streams.security.protocol?",
        "group.protocol,      did you mean streams.group.protocol?",
        "isolation.level,     the config command prints the known keys",
        "frobnicate,          the config command prints the known keys",
        "numPartitions,       the config command prints the known keys",
        "Foo,                 the config command prints the known keys",
        "streams.,            the config command prints the known keys",
        "streams.frobnicate,  the config command prints the known keys",
        "streams.linger.sm,              did you mean streams.linger.ms?",
        "streams.producr.linger.ms,      did you mean streams.producer.linger.ms?",
        "streams.producer.poll.ms,       the config command prints the known keys",
        "streams.topic.segment.byte,     did you mean streams.topic.segment.bytes?",
        "streams.consumer.max.poll.record, did you mean streams.consumer.max.poll.records?",
    })
    void anUnknownKeyIsRefusedWithTheNearestKnown(String key, String advice) {
        assertThat(errors(key + "=1")).containsExactly("unknown key " + key + " in --set: " + advice);
    }

    @Test
    void aMessageStaysOnOneLine() {
        assertThat(errors("loss=a\nb" + "c".repeat(1000)))
                .singleElement()
                .asString()
                .startsWith("loss=a bccc")
                .contains("…")
                .hasSizeLessThan(300);
    }
}
