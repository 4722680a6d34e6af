package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.thalweg.broker.SecuredBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands against a broker that wants TLS and a password. Every secret here ends in hunter2; no command prints one. */
class SecuredClusterIT {
    private static final String PASSWORD = "alice-hunter2";
    private static final String WRONG = "wrong-hunter2";
    private static final TopicPartition EXAMPLES = new TopicPartition("examples", 0);
    private static final int COUNT = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path directory;

    private static SecuredBroker broker;
    private static Path config;
    private static CommandProcess inPlainText;

    private final List<Terminal.Outcome> outcomes = new ArrayList<>();

    @BeforeAll
    static void startBroker() throws Exception {
        broker = SecuredBroker.start(directory);
        inPlainText = CommandProcess.start(
                directory, Map.of(), "topics", "--dry-run", "--set", "bootstrap.servers=" + broker.bootstrapServers());
        addUser("alice", PASSWORD);
        Path secrets = directory.resolve("secrets.properties");
        Files.writeString(
                secrets,
                "login=" + SecuredBroker.jaas("alice", PASSWORD) + "\ntruststore="
                        + broker.tls().get("ssl.truststore.password") + "\n");
        config = directory.resolve("thalweg.properties");
        Files.writeString(
                config,
                String.join(
                        "\n",
                        "bootstrap.servers=" + broker.bootstrapServers(),
                        "streams.security.protocol=SASL_SSL",
                        "streams.sasl.mechanism=SCRAM-SHA-512",
                        "streams.sasl.jaas.config=${file:" + secrets + ":login}",
                        "streams.ssl.truststore.location=" + broker.tls().get("ssl.truststore.location"),
                        "streams.ssl.truststore.password=${file:" + secrets + ":truststore}",
                        ""));
        assertThat(Main.run("topics", "--create", "--config", config.toString()))
                .isZero();
    }

    @AfterAll
    static void stopBroker() {
        inPlainText.close();
        broker.close();
    }

    /** A user who may do everything with topics, groups and transactions. */
    private static void addUser(String name, String password) throws Exception {
        broker.user(name, password);
        broker.allow(Stream.of(ResourceType.TOPIC, ResourceType.GROUP, ResourceType.TRANSACTIONAL_ID)
                .map(type -> new AclBinding(
                        new ResourcePattern(type, "*", PatternType.LITERAL),
                        new AccessControlEntry("User:" + name, "*", AclOperation.ALL, AclPermissionType.ALLOW)))
                .toList());
    }

    @AfterEach
    void noSecretWasPrinted() {
        assertThat(outcomes).isNotEmpty();
        for (Terminal.Outcome outcome : outcomes) {
            assertThat(outcome.out()).doesNotContain("hunter2");
            assertThat(outcome.err()).doesNotContain("hunter2");
        }
    }

    @Test
    void everyCommandComesThrough() throws Exception {
        Path examples = ExampleFiles.write(directory.resolve("examples.vw"), ExampleFiles.vw(COUNT, 1));
        Path model = directory.resolve("model.avro");

        assertThat(in("produce", examples.toString())).isZero();
        assertThat(in("snapshot", "request")).isZero();
        learn("first", "snapshot.every=50");
        assertThat(in("snapshot", "save", model.toString())).isZero();
        assertThat(Files.readString(model, StandardCharsets.ISO_8859_1)).doesNotContain("hunter2");
        learn("second", "warm.start=latest");
    }

    /** In an environment that holds the password, until all examples are learned. */
    private void learn(String application, String setting) throws Exception {
        Map<String, String> environment = Map.of(
                "LOGIN", SecuredBroker.jaas("alice", PASSWORD), "THALWEG_STREAMS_SASL_JAAS_CONFIG", "${env:LOGIN}");
        try (CommandProcess run = run(environment, application, setting)) {
            awaitCommit(run, application);
            Terminal.Outcome outcome = outcome(run.stop());
            assertThat(outcome.err()).contains("streams.sasl.jaas.config=[hidden]");
            assertThat(outcome.out()).contains("in the life of the models here");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"topics --create", "produce examples.vw", "run", "snapshot request", "snapshot save model.avro"})
    void wrongPasswordIsRefusedInOneLine(String command) throws Exception {
        ExampleFiles.write(directory.resolve("examples.vw"), ExampleFiles.vw(COUNT, 1));
        List<String> arguments = new ArrayList<>();
        for (String argument : command.split(" ")) {
            arguments.add(argument.contains(".") ? directory.resolve(argument).toString() : argument);
        }
        arguments.add("--set");
        arguments.add("streams.sasl.jaas.config=" + SecuredBroker.jaas("alice", WRONG));

        assertThat(in(arguments.toArray(String[]::new))).isEqualTo(Failure.UNREACHABLE);
        assertThat(outcomes.get(0).errLines()).containsExactly(refusal());
    }

    private static String refusal() {
        return "thalweg: Kafka at " + broker.bootstrapServers()
                + " refuses us: Authentication failed during authentication due to invalid credentials with SASL"
                + " mechanism SCRAM-SHA-512";
    }

    @Test
    void theLogSaysNoMoreOfIt() throws Exception {
        try (CommandProcess command = CommandProcess.start(
                directory,
                Map.of("THALWEG_STREAMS_SASL_JAAS_CONFIG", SecuredBroker.jaas("alice", WRONG)),
                "topics",
                "--dry-run",
                "--config",
                config.toString())) {
            Terminal.Outcome outcome = outcome(command);
            assertThat(outcome.exitCode()).isEqualTo(Failure.UNREACHABLE);
            assertThat(outcome.errLines()).containsExactly(refusal());
            assertThat(outcome.out()).isEmpty();
        }
    }

    @Test
    void unknownCertificateIsRefusedInOneLine() {
        assertThat(in(
                        "topics",
                        "--dry-run",
                        "--set",
                        "streams.ssl.truststore.location=" + systemTruststore(),
                        "--set",
                        "streams.ssl.truststore.password=changeit"))
                .isEqualTo(Failure.UNREACHABLE);
        assertThat(outcomes.get(0).errLines())
                .singleElement()
                .asString()
                .startsWith("thalweg: Kafka at " + broker.bootstrapServers()
                        + " refuses us: SSL handshake failed: unable to find valid certification path")
                .endsWith("(streams.ssl.* settings)");
    }

    private static String systemTruststore() {
        return Path.of(System.getProperty("java.home"), "lib", "security", "cacerts")
                .toString();
    }

    @Test
    void plainTextToAListenerOfTlsIsNotAnswered() throws Exception {
        Terminal.Outcome outcome = outcome(inPlainText);
        assertThat(outcome.exitCode()).isEqualTo(Failure.UNREACHABLE);
        assertThat(outcome.errLines())
                .containsExactly("thalweg: no Kafka broker answers at " + broker.bootstrapServers()
                        + " to security.protocol=PLAINTEXT: is one running there? 'thalweg broker' starts one to try"
                        + " things with");
    }

    @Test
    void passwordThatIsChangedEndsARunInOneLine() throws Exception {
        addUser("bob", "old-hunter2");
        ExampleFiles.write(directory.resolve("examples.vw"), ExampleFiles.vw(COUNT, 1));
        assertThat(in("produce", directory.resolve("examples.vw").toString())).isZero();
        Map<String, String> environment =
                Map.of("THALWEG_STREAMS_SASL_JAAS_CONFIG", SecuredBroker.jaas("bob", "old-hunter2"));
        try (CommandProcess run = run(environment, "third", "warm.start=none")) {
            awaitCommit(run, "third");
            broker.user("bob", "new-hunter2");

            Terminal.Outcome outcome = outcome(run);
            assertThat(outcome.exitCode()).isEqualTo(Failure.UNREACHABLE);
            assertThat(outcome.errLines())
                    .filteredOn(line -> !line.contains(" INFO "))
                    .singleElement()
                    .asString()
                    .startsWith("thalweg: Kafka refuses us: Authentication failed during");
        }
    }

    private static CommandProcess run(Map<String, String> environment, String application, String setting)
            throws Exception {
        return CommandProcess.start(
                directory,
                environment,
                "run",
                "--config",
                config.toString(),
                "--set",
                "application.id=" + application,
                "--set",
                "streams.state.dir=" + directory.resolve(application),
                "--set",
                setting);
    }

    private static void awaitCommit(CommandProcess run, String application) {
        await().atMost(PATIENCE).until(() -> {
            assertThat(run.isAlive()).isTrue();
            OffsetAndMetadata committed = broker.admin()
                    .listConsumerGroupOffsets(application)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(EXAMPLES);
            return committed != null && committed.offset() >= COUNT;
        });
    }

    private int in(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--config", config.toString()));
        Terminal.Outcome outcome = Terminal.run(all.toArray(String[]::new));
        outcomes.add(outcome);
        return outcome.exitCode();
    }

    private Terminal.Outcome outcome(CommandProcess command) throws Exception {
        Terminal.Outcome outcome = command.outcome();
        outcomes.add(outcome);
        return outcome;
    }
}
