package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.thalweg.broker.EmbeddedBroker;
import io.thalweg.cli.Terminal.Outcome;
import io.thalweg.verify.Disturbance;
import io.thalweg.verify.ThalwegProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The proof of exactly-once in small; the profile {@code soak} is the same in large. */
class VerifyIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    @Test
    void disturbedLearningEqualsUndisturbed() throws Exception {
        Set<ProcessHandle> before = children();
        JsonNode json = verify("--kills", "20", "--examples", "60000", "--seed", "16");
        JsonNode round = json.get("rounds").get(0);
        List<String> kinds = round.get("disturbances").findValuesAsText("kind");
        assertThat(kinds).hasSize(20);
        assertThat(Set.copyOf(kinds)).hasSameSizeAs(Disturbance.values());
        JsonNode equal = round.get("equal");
        assertThat(equal.get("predictions").asInt()).isEqualTo(60_000);
        assertThat(List.of("dead-letter", "rolling-loss", "snapshots", "snapshot files"))
                .allMatch(what -> equal.get(what).asInt() > 0);
        assertThat(round.get("sha256").size()).isEqualTo(3);
        assertThat(children()).as("left behind").isSubsetOf(before);
    }

    @Test
    void disturbedLearningInAClassicGroupEqualsUndisturbed() throws Exception {
        verify(
                "--kills",
                "4",
                "--examples",
                "10000",
                "--kinds",
                "KILL,KILL_IN_FLUSH,CORRUPT_TASK,REBALANCE",
                "--set",
                "streams.group.protocol=classic",
                "--set",
                "streams.num.standby.replicas=1",
                "--set",
                "streams.consumer.session.timeout.ms=6000");
    }

    @Test
    void disturbedLearningOfLateLabelsEqualsUndisturbed() throws Exception {
        JsonNode json = verify(
                "--labels",
                "--kills",
                "6",
                "--examples",
                "12000",
                "--kinds",
                "KILL,KILL_IN_FLUSH,CORRUPT_TASK,REBALANCE,REWIND,BROKER_KILL");
        JsonNode equal = json.get("rounds").get(0).get("equal");
        assertThat(equal.get("outcomes").asInt()).isGreaterThan(12_000);
        assertThat(equal.get("thalweg-verify-pending-changelog").asInt()).isGreaterThan(1000);
    }

    /** Kafka Streams would commit outputs of a corrupted task without their inputs, and then again. */
    @ParameterizedTest
    @ValueSource(strings = {"streams", "classic"})
    void corruptedTasksLeaveNoDuplicates(String protocol) throws Exception {
        verify(
                "--kills",
                "8",
                "--examples",
                "16000",
                "--kinds",
                "CORRUPT_TASK",
                "--set",
                "streams.group.protocol=" + protocol);
    }

    @Test
    void worksOnSomebodyElsesBrokerAndCleansUp() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            verify(
                    "--cluster",
                    "--set",
                    "bootstrap.servers=" + broker.bootstrapServers(),
                    "--set",
                    "topics.replication=1",
                    "--kills",
                    "2",
                    "--kinds",
                    "KILL,KILL_AFTER_FLUSH",
                    "--examples",
                    "5000");

            assertThat(admin.listTopics().names().get()).isEmpty();
            assertThat(admin.listGroups().all().get()).isEmpty();
        }
    }

    @Test
    void leavesSomebodyElsesBrokerAlone() {
        Outcome outcome = Terminal.run("verify", "--cluster", "--kinds", "BROKER_KILL");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("thalweg: --cluster leaves the brokers and the network alone");
    }

    private static JsonNode verify(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("verify", "--set", "hash.bits=14", "--json"));
        arguments.addAll(List.of(more));
        Outcome outcome = Terminal.run(arguments.toArray(String[]::new));
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        JsonNode json = outcome.json();
        assertThat(json.get("verdict").asText()).isEqualTo("equal");
        assertThat(json.get("differences").asInt()).isZero();
        assertThat(json.get("duplicates").asInt()).isZero();
        return json;
    }

    @Test
    void processesEndWithTheOneThatIsKilled() throws Exception {
        Set<ProcessHandle> before = children();
        ThalwegProcess verify = ThalwegProcess.start(directory.resolve("verify.log"), List.of("verify"));
        Set<ProcessHandle> others = new HashSet<>();
        await().atMost(PATIENCE).until(() -> {
            verify.mustBeAlive();
            others.clear();
            children().stream()
                    .filter(child -> !before.contains(child))
                    .flatMap(ProcessHandle::descendants)
                    .forEach(others::add);
            return !others.isEmpty();
        });
        verify.kill();
        await().atMost(PATIENCE).until(() -> others.stream().noneMatch(ProcessHandle::isAlive));
    }

    private static Set<ProcessHandle> children() {
        return ProcessHandle.current().children().collect(Collectors.toSet());
    }
}
