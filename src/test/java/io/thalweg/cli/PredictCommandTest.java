package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.cli.Terminal.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictCommandTest {
    private static final List<String> LINES = ExampleFiles.vw(200, 3);

    @TempDir
    Path directory;

    private Path file;
    private Path snapshot;
    private Path out;

    @BeforeEach
    void name() throws IOException {
        file = ExampleFiles.write(directory.resolve("examples.vw"), LINES);
        snapshot = directory.resolve("model.avro");
        out = directory.resolve("p.csv");
    }

    private void learn(String... settings) {
        List<String> args = new ArrayList<>(List.of("learn", file.toString(), "--snapshot-out", snapshot.toString()));
        for (String setting : settings) {
            args.addAll(List.of("--set", setting));
        }
        assertThat(Terminal.run(args.toArray(String[]::new)).exitCode()).isZero();
    }

    private Outcome predict(Path file) {
        return Terminal.run(
                "predict",
                file.toString(),
                "--snapshot",
                snapshot.toString(),
                "--predictions-out",
                out.toString(),
                "--json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "optimizer=adagrad",
                "optimizer=adagrad l1=0.001",
                "optimizer=sgd",
                "optimizer=sgd l2=0.01 learning.rate.schedule=inverse-scaling",
                "loss=squared learning.rate=0.1",
                "optimizer=adagrad hash.bits=5"
            })
    void predictsWhatTheLearnerWouldHavePredictedNext(String settings) throws IOException {
        learn(settings.split(" "));
        assertThat(predict(file).exitCode()).isZero();
        List<String> predicted = Files.readAllLines(out);

        List<String> args = new ArrayList<>(List.of("learn", file.toString(), "--predictions-out", out.toString()));
        for (String setting : (settings + " warm.start=" + snapshot).split(" ")) {
            args.addAll(List.of("--set", setting));
        }
        assertThat(Terminal.run(args.toArray(String[]::new)).exitCode()).isZero();
        assertThat(predicted).hasSize(201);
        assertThat(predicted.get(1)).isEqualTo(Files.readAllLines(out).get(1));
    }

    @Test
    void learnsNothing() throws IOException {
        learn();
        byte[] before = Files.readAllBytes(snapshot);
        List<String> twice = new ArrayList<>(LINES);
        twice.addAll(LINES);
        predict(ExampleFiles.write(directory.resolve("twice.vw"), twice));
        List<String> predictions = Files.readAllLines(out);
        assertThat(predictions.subList(1, 201)).isEqualTo(predictions.subList(201, 401));
        assertThat(snapshot).hasBinaryContent(before);
    }

    @Test
    void tellsTheLossWhereThereAreLabels() throws IOException {
        learn();
        Outcome outcome =
                predict(ExampleFiles.write(directory.resolve("x.vw"), List.of(LINES.get(0), "| a:1", "bad | a:1")));
        assertThat(outcome.json().get("examples").asLong()).isEqualTo(2);
        assertThat(outcome.json().get("labeled").asLong()).isEqualTo(1);
        assertThat(outcome.json().get("rejected").asLong()).isEqualTo(1);
        assertThat(outcome.json().get("meanLoss").asDouble()).isPositive();
        assertThat(Files.readAllLines(out).get(2)).matches("0\\.\\d+,,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"predict", "snapshot show", "learn"})
    void aSnapshotThatIsNotWholeIsRefused(String command) throws IOException {
        learn();
        byte[] whole = Files.readAllBytes(snapshot);
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 1;
        for (byte[] unusable :
                new byte[][] {flipped, java.util.Arrays.copyOf(whole, whole.length - 9), {}, {'O', 'b', 'j', 1}}) {
            Files.write(snapshot, unusable);
            Outcome outcome = Terminal.run(withSnapshot(command));
            assertThat(outcome.exitCode()).isEqualTo(4);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.errLines())
                    .singleElement()
                    .asString()
                    .startsWith("thalweg: " + snapshot + " cannot be used: ");
        }
        Files.delete(snapshot);
        assertThat(Terminal.run(withSnapshot(command)).exitCode()).isEqualTo(2);
    }

    private String[] withSnapshot(String command) {
        return switch (command) {
            case "predict" -> new String[] {"predict", file.toString(), "--snapshot", snapshot.toString()};
            case "learn" -> new String[] {"learn", file.toString(), "--set", "warm.start=" + snapshot};
            default -> new String[] {"snapshot", "show", snapshot.toString()};
        };
    }

    @Test
    void theSnapshotIsNotOverwrittenWithPredictions() {
        learn();
        out = snapshot;
        assertThat(predict(file).exitCode()).isEqualTo(2);
        assertThat(Terminal.run("snapshot", "show", snapshot.toString()).exitCode())
                .isZero();
    }

    @Test
    void aSnapshotTellsWhatItHolds() throws IOException {
        learn("hash.bits=12");
        Outcome outcome = Terminal.run("snapshot", "show", snapshot.toString(), "--json");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.json().get("model").asText()).isEqualTo("learn");
        assertThat(outcome.json().get("examples").asLong()).isEqualTo(200);
        assertThat(outcome.json().get("labeled").asLong()).isEqualTo(200);
        assertThat(outcome.json().get("nonZeroWeights").asLong()).isEqualTo(3);
        assertThat(outcome.json().get("settings").get("hash.bits").asText()).isEqualTo("12");
        assertThat(outcome.json().get("intercepts").get(0).isNumber()).isTrue();
    }
}
