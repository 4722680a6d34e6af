package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.thalweg.cli.Terminal.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A learner that diverges says so and stays finite, and a snapshot from before brings back what it was. */
class DivergedRecoveryTest {
    private static final String[] DIVERGING = {
        "--set", "optimizer=sgd", "--set", "learning.rate=1e30", "--set", "updates=plain", "--set", "loss=squared"
    };
    private static final String[] HEALTHY = {
        "--set", "optimizer=sgd", "--set", "learning.rate=0.01", "--set", "loss=squared"
    };

    @TempDir
    private Path directory;

    private Path first;
    private Path second;

    @BeforeEach
    void makeFiles() throws IOException {
        List<String> lines = ExampleFiles.vw(600, 7);
        first = ExampleFiles.write(directory.resolve("first.vw"), lines.subList(0, 300));
        second = ExampleFiles.write(directory.resolve("second.vw"), lines.subList(300, 600));
    }

    private static Outcome learn(Path file, String[] settings, String... more) {
        List<String> arguments = new ArrayList<>(List.of("learn", file.toString()));
        arguments.addAll(List.of(settings));
        arguments.addAll(List.of(more));
        return Terminal.run(arguments.toArray(String[]::new));
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    @Test
    void theSummarySaysHowManyUpdatesWereRefusedAndWhatToDo() throws IOException {
        Outcome outcome = learn(first, DIVERGING, "--predictions-out", path("p.csv"));
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .containsPattern(
                        "refused updates +\\d+, beyond all measure: the learner diverges; lower learning.rate");
        assertThat(Files.readString(directory.resolve("p.csv"))).doesNotContain("NaN", "Infinity");
        JsonNode json = learn(first, DIVERGING, "--json").json();
        assertThat(json.get("refusedUpdates").asLong()).isPositive();
        assertThat(json.get("meanLoss").isNumber()).isTrue();
        assertThat(learn(first, HEALTHY).out()).doesNotContain("refused updates");
    }

    @Test
    void aSnapshotFromBeforeBringsBackWhatItWas() throws IOException {
        learn(first, HEALTHY, "--snapshot-out", path("good.avro"));
        learn(second, HEALTHY, "--set", "warm.start=" + path("good.avro"), "--predictions-out", path("expected.csv"));
        Outcome diverged = learn(
                second, DIVERGING, "--set", "warm.start=" + path("good.avro"), "--snapshot-out", path("diverged.avro"));
        assertThat(diverged.out()).contains("refused updates");
        Outcome recovered = learn(
                second,
                HEALTHY,
                "--set",
                "warm.start=" + path("good.avro"),
                "--predictions-out",
                path("recovered.csv"));
        assertThat(recovered.exitCode()).isZero();
        assertThat(recovered.out()).doesNotContain("refused updates");
        assertThat(directory.resolve("recovered.csv")).hasSameBinaryContentAs(directory.resolve("expected.csv"));
    }

    @Test
    void aSnapshotOfADivergedModelIsFiniteAndPredicts() throws IOException {
        learn(first, DIVERGING, "--snapshot-out", path("diverged.avro"));
        Outcome outcome = Terminal.run(
                "predict", second.toString(), "--snapshot", path("diverged.avro"), "--predictions-out", path("p.csv"));
        assertThat(outcome.exitCode()).isZero();
        assertThat(Files.readAllLines(directory.resolve("p.csv")))
                .hasSize(301)
                .noneMatch(line -> line.contains("NaN") || line.contains("Infinity"));
    }
}
