package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.thalweg.config.ThalwegConfig;
import io.thalweg.topology.ConsumerProbe;
import io.thalweg.topology.ThalwegTopology;
import io.thalweg.topology.WarmStartSource;
import io.thalweg.topology.WireFormats;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Secrets of every kind are in a file, behind references and on the command line, and nowhere in what comes out. */
class SecretsPrintedTest {
    private static final String SECRET = "hunter2";
    private static final String JAAS =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"alice\"" + " password=\""
                    + SECRET + "\";";

    @TempDir
    private static Path directory;

    private static Path config;
    private static Path examples;

    @BeforeAll
    static void writeFiles() throws IOException {
        Path secrets = Files.writeString(directory.resolve("secrets.properties"), "login=" + JAAS + "\npin=" + SECRET);
        config = Files.write(
                directory.resolve("thalweg.properties"),
                List.of(
                        "bootstrap.servers=127.0.0.1:1",
                        "hash.bits=10",
                        "streams.security.protocol=SASL_PLAINTEXT",
                        "streams.sasl.mechanism=PLAIN",
                        "streams.sasl.jaas.config=${file:" + secrets + ":login}",
                        "streams.client.id=${file:" + secrets + ":pin}",
                        "streams.producer.sasl.jaas.config=" + JAAS,
                        "streams.ssl.keystore.password=" + SECRET,
                        "streams.ssl.keystore.key=" + SECRET,
                        "streams.consumer.ssl.truststore.password=" + SECRET,
                        "streams.admin.ssl.key.password=" + SECRET,
                        "streams.sasl.oauthbearer.client.credentials.client.secret=" + SECRET,
                        "registry.url=https://127.0.0.1:1",
                        "registry.basic.auth=alice:" + SECRET,
                        "registry.ssl.truststore.location=truststore.p12",
                        "registry.ssl.truststore.password=" + SECRET));
        examples = ExampleFiles.write(directory.resolve("examples.vw"), ExampleFiles.vw(200, 1));
    }

    private static Terminal.Outcome run(String... arguments) {
        Terminal.Outcome outcome = Terminal.run(arguments);
        assertThat(outcome.out()).doesNotContain(SECRET);
        assertThat(outcome.err()).doesNotContain(SECRET);
        return outcome;
    }

    @Test
    void aCheckedFileIsPrintedWithoutThem() {
        Terminal.Outcome outcome = run("config", config.toString());

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out().lines().filter(line -> line.endsWith("=[hidden]")))
                .hasSize(9);
        assertThat(outcome.out()).contains("streams.client.id=${file:");
        assertThat(run("config").out()).contains("streams.sasl.");
    }

    @Test
    void aSnapshotHoldsNone() throws IOException {
        Path model = directory.resolve("model.avro");
        Terminal.Outcome outcome = run(
                "learn",
                examples.toString(),
                "--config",
                config.toString(),
                "--snapshot-out",
                model.toString(),
                "--json");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(Files.readString(model, StandardCharsets.ISO_8859_1)).doesNotContain(SECRET);
        run("snapshot", "show", model.toString(), "--json");
        run("topology", "--config", config.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "streams.sasl.jaas.config=alice hunter2 ;",
                "streams.sasl.jaas.config=hunter2 required;",
                "streams.sasl.jaas.config=hunter2",
                "streams.sasl.jaas.config=x required password=${strong:hunter2};",
                "streams.pasword=hunter2",
                "pasword=hunter2",
                "streams.sasl.jaas.confg=hunter2",
                "password hunter2",
                "streams.acks=${file:SECRETS:pin}",
                "hash.bits=${file:SECRETS:pin}",
                "streams.group.protocol=${file:SECRETS:pin}",
                "streams.producer.transaction.timeout.ms=${file:SECRETS:pin}",
                "streams.ssl.keystore.location=/nowhere",
                "streams.sasl.login.callback.handler.class=${file:SECRETS:pin}",
                "streams.sasl.client.callback.handler.class=${file:SECRETS:pin}",
            })
    void noErrorRepeatsOne(String setting) {
        String set = setting.replace(
                "SECRETS", directory.resolve("secrets.properties").toString());
        List<String> arguments = new ArrayList<>(List.of("topics", "--dry-run", "--config", config.toString()));
        if (setting.contains("keystore")) {
            arguments.addAll(List.of("--set", "streams.security.protocol=SASL_SSL"));
        }
        arguments.addAll(List.of("--set", set));

        Terminal.Outcome outcome = run(arguments.toArray(String[]::new));
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(Failure.USAGE);
        assertThat(outcome.errLines()).hasSize(1);
        arguments.add("--verbose");
        run(arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"producer", "main.consumer", "restore.consumer", "admin"})
    void noLoginOfASingleClientIsRepeated(String client) {
        ThalwegConfig secret = ThalwegConfig.read(
                config, List.of("streams." + client + ".sasl.jaas.config=x " + SECRET + ";"), Map.of());
        StringWriter err = new StringWriter();
        try (StopSignal stop = new StopSignal()) {
            Failure failure = catchThrowableOfType(
                    Failure.class, () -> new LearnerStreams(secret, WireFormats.alone(secret), stop));

            assertThat(Failures.report(failure, new PrintWriter(err), true)).isEqualTo(Failure.USAGE);
            assertThat(err.toString())
                    .startsWith("thalweg: Kafka's client cannot be made of streams.*: ")
                    .doesNotContain(SECRET);
        }
    }

    @Test
    void aSettingWithoutItsOptionIsCutShort() {
        assertThat(run("topics", "--dry-run", "streams.sasl.jaas.config=" + JAAS)
                        .err())
                .startsWith("thalweg: unexpected argument 'streams.sasl.jaas.config=…'");
    }

    @Test
    void kafkaLogsNone() {
        ThalwegConfig secret = ThalwegConfig.read(config, List.of("streams.client.id=thalweg"), Map.of());
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        Logger kafka = (Logger) LoggerFactory.getLogger("org.apache.kafka");
        Level before = kafka.getLevel();
        logged.start();
        kafka.setLevel(Level.DEBUG);
        kafka.setAdditive(false);
        kafka.addAppender(logged);
        try (Admin admin = Admin.create(secret.clients());
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(secret.clients(), new ByteArraySerializer(), new ByteArraySerializer());
                KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        secret.clients(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
                KafkaStreams streams = new KafkaStreams(
                        ThalwegTopology.build(secret, WarmStartSource.NONE, new ConsumerProbe(secret)),
                        ThalwegTopology.properties(secret))) {
            assertThat(List.of(admin, producer, consumer, streams)).doesNotContainNull();
        } finally {
            kafka.detachAppender(logged);
            kafka.setAdditive(true);
            kafka.setLevel(before);
        }
        List<String> lines = List.copyOf(logged.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
        assertThat(lines)
                .anyMatch(
                        line -> line.contains("ProducerConfig values") && line.contains("sasl.jaas.config = [hidden]"))
                .anyMatch(line -> line.contains("StreamsConfig values"))
                .noneMatch(line -> line.contains(SECRET));
    }
}
