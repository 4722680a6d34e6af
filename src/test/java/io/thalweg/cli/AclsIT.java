package io.thalweg.cli;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.thalweg.broker.SecuredBroker;
import io.thalweg.store.LearnerStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The least that a principal must be allowed, command by command, as the page on security lists it: with exactly these the command works, and
 * without any one of them it ends with exit code 3 and one line that names what is missing.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class AclsIT {
    private static final String PASSWORD = "thalweg-hunter2";
    private static final int EXAMPLES = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger APPLICATIONS = new AtomicInteger();

    @TempDir
    private static Path directory;

    private static SecuredBroker broker;
    private static Path config;
    private static Path examples;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = SecuredBroker.start(directory);
        broker.user("thalweg", PASSWORD);
        config = Files.write(
                directory.resolve("thalweg.properties"),
                List.of(
                        "bootstrap.servers=" + broker.bootstrapServers(),
                        "streams.security.protocol=SASL_SSL",
                        "streams.sasl.mechanism=SCRAM-SHA-512",
                        "streams.sasl.jaas.config=" + SecuredBroker.jaas("thalweg", PASSWORD),
                        "streams.ssl.truststore.location=" + broker.tls().get("ssl.truststore.location"),
                        "streams.ssl.truststore.password=" + broker.tls().get("ssl.truststore.password")));
        examples = ExampleFiles.write(directory.resolve("examples.vw"), ExampleFiles.vw(EXAMPLES, 1));
        List<String> topics =
                Stream.concat(Stream.of("examples"), Acl.OUTPUTS.stream()).toList();
        allow(Acl.toCreate(topics));
        assertThat(Main.run("topics", "--create", "--config", config.toString()))
                .isZero();
        forbidAll();
        allow(List.of(Acl.topic("examples", WRITE)));
        assertThat(Main.run("produce", examples.toString(), "--config", config.toString()))
                .isZero();
        assertThat(Main.run("snapshot", "request", "--config", config.toString()))
                .isZero();
        forbidAll();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    private static void allow(List<Acl> acls) throws Exception {
        broker.allow(acls.stream().map(Acl::binding).toList());
    }

    @AfterEach
    void forbid() throws Exception {
        forbidAll();
    }

    private static void forbidAll() throws Exception {
        broker.forbid(new AclBindingFilter(
                ResourcePatternFilter.ANY,
                new AccessControlEntryFilter(Acl.PRINCIPAL, null, AclOperation.ANY, AclPermissionType.ANY)));
    }

    @Test
    void theseAreEnoughToRunAndForTheNextToBeginWithTheSnapshot() throws Exception {
        String first = application();
        allow(Acl.toRun(first));
        learns(arguments(first, "streams", "none"), first);
        forbidAll();

        Path model = directory.resolve("model.avro");
        allow(List.of(Acl.topic("snapshots", DESCRIBE)));
        assertRefused("snapshots", List.of("snapshot", "save", model.toString(), "--config", config.toString()));
        allow(List.of(Acl.topic("snapshots", READ)));
        assertThat(Main.run("snapshot", "save", model.toString(), "--config", config.toString()))
                .isZero();
        forbidAll();

        String next = application();
        allow(Acl.toRunFromLatest(next));
        learns(arguments(next, "classic", "latest"), next);

        for (String application : List.of(first, next)) {
            forbidAll();
            allow(Acl.toReset(application));
            Terminal.Outcome reset = reset("--all", application);
            assertThat(reset.exitCode()).as("%s", reset).isZero();
            assertThat(reset.out()).contains("examples-0 from", LearnerStores.changelog(application));
        }
    }

    private static Terminal.Outcome reset(String what, String application) {
        return Terminal.run(resetArguments(what, application).toArray(String[]::new));
    }

    private static List<String> resetArguments(String what, String application) {
        List<String> arguments = new ArrayList<>(List.of("reset"));
        arguments.addAll(List.of(what.split(" ")));
        List<String> run = arguments(application, "streams", "none");
        arguments.addAll(run.subList(1, run.size()));
        return arguments;
    }

    @Test
    void aResetThatIsNotAllowedChangesNothing() throws Exception {
        String application = application();
        TopicPartition input = new TopicPartition("examples", 0);
        createChangelog(application);
        broker.admin()
                .alterConsumerGroupOffsets(application, Map.of(input, new OffsetAndMetadata(5)))
                .all()
                .get();
        List<Acl> acls = Acl.toReset(application);
        acls.remove(Acl.topic(LearnerStores.changelog(application), DELETE));
        allow(acls);
        assertRefused(LearnerStores.changelog(application), resetArguments("--all", application));
        assertRefused(LearnerStores.changelog(application), resetArguments("--offsets earliest", application));
        allow(List.of(Acl.topic(LearnerStores.changelog(application), DESCRIBE)));
        assertRefused("DELETE on topic " + LearnerStores.changelog(application), resetArguments("--all", application));
        forbidAll();
        acls.remove(Acl.topic("examples", READ));
        acls.remove(new Acl(GROUP, application, LITERAL, READ));
        acls.add(new Acl(GROUP, application, LITERAL, DESCRIBE));
        acls.add(Acl.topic(LearnerStores.changelog(application), DELETE));
        allow(acls);
        assertRefused("DESCRIBE on topic examples", resetArguments("--internal-topics", application));
        assertThat(committed(application)).isEqualTo(5);
        assertThat(broker.admin().listTopics().names().get()).contains(LearnerStores.changelog(application));

        allow(List.of(Acl.topic("examples", DESCRIBE)));
        Terminal.Outcome reset = reset("--offsets current --internal-topics", application);
        assertThat(reset.exitCode()).as("%s", reset).isZero();
        assertThat(broker.admin().listTopics().names().get()).doesNotContain(LearnerStores.changelog(application));
    }

    @Test
    void lastSnapshotsAreRequestedBesideTheExamples() throws Exception {
        String application = application();
        List<String> arguments = new ArrayList<>(arguments(application, "streams", "none"));
        arguments.add("--snapshot-at-stop");
        Acl write = Acl.topic("examples", WRITE);
        allow(Acl.toRun(application));
        assertRefused("WRITE on topic examples", arguments);
        allow(List.of(write));
        try (CommandProcess run = awaitLearned(arguments, application)) {
            broker.forbid(write.binding().toFilter());
            assertThat(run.stop().outcome().out())
                    .contains("1 could not be asked for (Not authorized to access topics: [examples])");
        }
    }

    @Test
    void changelogThatIsThereNeedsNotBeCreated() throws Exception {
        String application = application();
        createChangelog(application);
        List<Acl> acls = Acl.toRun(application);
        acls.remove(Acl.topic(LearnerStores.changelog(application), CREATE));
        allow(acls);
        learns(arguments(application, "streams", "none"), application);
    }

    private static void createChangelog(String application) throws Exception {
        NewTopic changelog = new NewTopic(LearnerStores.changelog(application), 1, (short) 1);
        broker.admin()
                .createTopics(List.of(changelog.configs(Map.of("cleanup.policy", "compact"))))
                .all()
                .get();
    }

    private static void learns(List<String> arguments, String application) throws Exception {
        try (CommandProcess run = awaitLearned(arguments, application)) {
            assertThat(run.stop().outcome().out()).contains("in the life of the models here");
        }
    }

    private static CommandProcess awaitLearned(List<String> arguments, String application) throws Exception {
        CommandProcess run = CommandProcess.start(directory, Map.of(), arguments.toArray(String[]::new));
        try {
            await().atMost(PATIENCE).until(() -> {
                assertThat(run.isAlive()).isTrue();
                return committed(application) > EXAMPLES;
            });
            return run;
        } catch (RuntimeException | Error e) {
            run.close();
            throw e;
        }
    }

    /** The group's offset of the examples; 0 if it has none. */
    private static long committed(String application) throws Exception {
        OffsetAndMetadata committed = broker.admin()
                .listConsumerGroupOffsets(application)
                .partitionsToOffsetAndMetadata()
                .get()
                .get(new TopicPartition("examples", 0));
        return committed == null ? 0 : committed.offset();
    }

    static Stream<Arguments> eachOfRun() {
        return Stream.of("streams", "classic")
                .flatMap(protocol -> IntStream.range(
                                0, Acl.toRunFromLatest("any").size())
                        .mapToObj(missing -> Arguments.of(protocol, missing)));
    }

    /** The changelog is there, except when it may not be created: while it is new and empty, nobody needs to read it. */
    @ParameterizedTest
    @MethodSource("eachOfRun")
    void eachIsNeededToRun(String protocol, int missing) throws Exception {
        String application = application();
        List<Acl> acls = Acl.toRunFromLatest(application);
        Acl removed = acls.remove(missing);
        if (removed.operation() != CREATE) {
            createChangelog(application);
        }
        allow(acls);
        assertRefused(removed.name(), arguments(application, protocol, "latest"));
    }

    static Stream<Arguments> others() {
        List<Acl> create = new ArrayList<>(List.of(Acl.topic("new", CREATE), Acl.topic("new", DESCRIBE)));
        Acl.OUTPUTS.forEach(output -> create.add(Acl.topic(output, DESCRIBE)));
        return Stream.of(
                Arguments.of("topics --dry-run --set examples.topic=new", create.subList(1, create.size())),
                Arguments.of("topics --create --set examples.topic=new", create),
                Arguments.of("produce " + examples, List.of(Acl.topic("examples", WRITE))),
                Arguments.of("snapshot request", List.of(Acl.topic("examples", WRITE))),
                Arguments.of(String.join(" ", resetArguments("--all", "unknown")), Acl.toReset("unknown")));
    }

    @ParameterizedTest
    @MethodSource("others")
    void theseAreNeededAndEnoughForOtherCommands(String command, List<Acl> acls) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        if (!arguments.contains("--config")) {
            arguments.addAll(List.of("--config", config.toString()));
        }
        for (Acl removed : acls) {
            allow(acls.stream().filter(acl -> !acl.equals(removed)).toList());
            assertRefused(removed.name(), arguments);
            forbidAll();
        }
        allow(acls);
        assertThat(Main.run(arguments.toArray(String[]::new))).isZero();
    }

    @Test
    void whoMayOnlyLookIsRefusedWhenItWrites() throws Exception {
        allow(List.of(Acl.topic("examples", DESCRIBE)));
        assertRefused("examples", List.of("produce", examples.toString(), "--config", config.toString()));
        assertRefused("examples", List.of("snapshot", "request", "--config", config.toString()));
    }

    private static String application() {
        return "learner" + APPLICATIONS.incrementAndGet();
    }

    private static List<String> arguments(String application, String protocol, String warmStart) {
        return List.of(
                "run",
                "--config",
                config.toString(),
                "--set",
                "application.id=" + application,
                "--set",
                "warm.start=" + warmStart,
                "--set",
                "streams.group.protocol=" + protocol,
                "--set",
                "streams.state.dir=" + directory.resolve(application));
    }

    private static void assertRefused(String resource, List<String> arguments) {
        Terminal.Outcome outcome = Terminal.run(arguments.toArray(String[]::new));
        assertThat(outcome.exitCode()).as("%s", outcome).isEqualTo(Failure.UNREACHABLE);
        assertThat(outcome.errLines())
                .filteredOn(line -> !line.contains(" INFO "))
                .singleElement()
                .asString()
                .startsWith("thalweg: ")
                .contains(resource)
                .doesNotContain(PASSWORD);
    }
}
