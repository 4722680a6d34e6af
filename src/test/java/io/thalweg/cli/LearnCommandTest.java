package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.thalweg.cli.Terminal.Outcome;
import io.thalweg.generator.ClickStream;
import io.thalweg.testing.VwText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearnCommandTest {
    private static final List<String> LINES = ExampleFiles.vw(300, 7);

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void makeFile() throws IOException {
        file = ExampleFiles.write(directory.resolve("examples.vw"), LINES);
    }

    private Outcome learn(Path file, String... more) {
        return Terminal.run(Stream.concat(Stream.of("learn", file.toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    /** The lines of a file of predictions, without the header. */
    private List<String> predictions(String name) throws IOException {
        List<String> lines = Files.readAllLines(directory.resolve(name));
        assertThat(lines.get(0)).isEqualTo("prediction,label,loss");
        return lines.subList(1, lines.size());
    }

    @Test
    void jsonIsTheWholeOfStandardOutput() throws IOException {
        Outcome outcome = learn(file, "--json");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out().lines()).hasSize(1);
        JsonNode json = outcome.json();
        assertThat(json.get("examples").asLong()).isEqualTo(300);
        assertThat(json.get("labeled").asLong()).isEqualTo(300);
        assertThat(json.get("rejected").asLong()).isZero();
        assertThat(json.get("meanLoss").asDouble())
                .isBetween(0.1, json.get("baselineLoss").asDouble());
        assertThat(json.get("rollingLoss").isNumber()).isTrue();
        assertThat(json.get("seconds").asDouble()).isPositive();
        assertThat(json.get("examplesPerSecond").asDouble()).isPositive();
        assertThat(json.get("featuresPerSecond").asDouble())
                .isGreaterThan(json.get("examplesPerSecond").asDouble());
        assertThat(outcome.err()).contains("mean loss");
    }

    @Test
    void predictionsAreALineAnExampleWithTheLossOfEach() throws IOException {
        learn(file, "--predictions-out", path("p.csv"));
        List<String> lines = predictions("p.csv");
        assertThat(lines).hasSize(300);
        assertThat(lines.get(0)).isEqualTo("0.5," + LINES.get(0).split(" ")[0] + ".0," + Math.log(2));
        for (int i = 0; i < 300; i++) {
            String[] cells = lines.get(i).split(",");
            double probability = Double.parseDouble(cells[0]);
            double label = Double.parseDouble(LINES.get(i).split(" ")[0]);
            assertThat(Double.parseDouble(cells[1])).isEqualTo(label);
            // The loss is computed from the margin; from the rounded probability it has nearly all of its digits.
            assertThat(Double.parseDouble(cells[2]))
                    .isCloseTo(-Math.log(label > 0 ? probability : 1 - probability), within(1e-9));
        }
    }

    private static org.assertj.core.data.Offset<Double> within(double offset) {
        return org.assertj.core.api.Assertions.within(offset);
    }

    @Test
    void anExampleWithoutALabelIsPredictedAndNotLearned() throws IOException {
        List<String> lines = new ArrayList<>(LINES);
        lines.add(10, "| a:1 b:2");
        Path mixed = ExampleFiles.write(directory.resolve("mixed.vw"), lines);
        JsonNode json = learn(mixed, "--set", "optimizer=adagrad", "--predictions-out", path("mixed.csv"), "--json")
                .json();
        learn(file, "--set", "optimizer=adagrad", "--predictions-out", path("p.csv"));
        assertThat(json.get("examples").asLong()).isEqualTo(301);
        assertThat(json.get("labeled").asLong()).isEqualTo(300);
        List<String> predictions = new ArrayList<>(predictions("mixed.csv"));
        assertThat(predictions.remove(10)).matches("0\\.\\d+,,");
        assertThat(predictions).isEqualTo(predictions("p.csv"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "optimizer=adagrad",
                "optimizer=adagrad l1=0.001 l2=0.01",
                "optimizer=sgd l2=0.01",
                "optimizer=sgd l1=0.001 learning.rate.schedule=inverse-scaling learning.rate.power=0.3",
                "loss=squared learning.rate=0.1 rolling.loss.window=50 weights.init.deviation=0.1",
            })
    void twoHalvesWithASnapshotBetweenEqualOneWhole(String settings) throws IOException {
        List<String> sets = new ArrayList<>();
        for (String setting : settings.split(" ")) {
            sets.add("--set");
            sets.add(setting);
        }
        Path first = ExampleFiles.write(directory.resolve("1.vw"), LINES.subList(0, 150));
        Path second = ExampleFiles.write(directory.resolve("2.vw"), LINES.subList(150, 300));
        assertThat(learnTo("whole", file, sets)).isZero();
        assertThat(learnTo("first", first, sets)).isZero();
        sets.addAll(List.of("--set", "warm.start=" + path("first.avro")));
        assertThat(learnTo("second", second, sets)).isZero();

        assertThat(predictions("first.csv")).isEqualTo(predictions("whole.csv").subList(0, 150));
        assertThat(predictions("second.csv")).isEqualTo(predictions("whole.csv").subList(150, 300));
        assertThat(directory.resolve("second.avro")).hasSameBinaryContentAs(directory.resolve("whole.avro"));
    }

    private int learnTo(String name, Path examples, List<String> sets) {
        List<String> options = new ArrayList<>(
                List.of("--predictions-out", path(name + ".csv"), "--snapshot-out", path(name + ".avro")));
        options.addAll(sets);
        return learn(examples, options.toArray(String[]::new)).exitCode();
    }

    @Test
    void behindAWarmStartTheCountsAreThoseOfTheFile() throws IOException {
        learn(file, "--snapshot-out", path("s.avro"));
        Outcome outcome = learn(file, "--set", "warm.start=" + path("s.avro"), "--json");
        assertThat(outcome.json().get("examples").asLong()).isEqualTo(300);
        assertThat(outcome.json().get("labeled").asLong()).isEqualTo(300);
        assertThat(outcome.json().get("learned").asLong()).isEqualTo(600);
        assertThat(outcome.err()).contains("600 examples; the mean losses are over all of them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hash.bits=10", "loss=squared", "optimizer=sgd", "optimizer=adagrad"})
    void aModelIsNotContinuedUnderSettingsThatGiveItsWeightsAnotherMeaning(String setting) throws IOException {
        learn(file, "--snapshot-out", path("s.avro"));
        Outcome outcome = learn(file, "--set", "warm.start=" + path("s.avro"), "--set", setting);
        assertThat(outcome.exitCode()).isEqualTo(4);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.errLines()).singleElement().asString().contains("the model cannot be continued");
    }

    private static List<String> clicks(int count) {
        ClickStream clicks = new ClickStream(21, Long.MAX_VALUE);
        VwText text = new VwText();
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    clicks.next(text);
                    return text.line().strip();
                })
                .toList();
    }

    @Test
    void ftrlWithTheWeightsThatAutoLearnedIsBetterThanFromNothing() throws IOException {
        List<String> clicks = clicks(8000);
        Path first = ExampleFiles.write(directory.resolve("1.vw"), clicks.subList(0, 4000));
        Path second = ExampleFiles.write(directory.resolve("2.vw"), clicks.subList(4000, 8000));
        learn(first, "--snapshot-out", path("auto.avro"));
        String[] ftrl = {"--set", "optimizer=ftrl", "--set", "learning.rate=0.1", "--set", "l1=0.5", "--json"};
        JsonNode cold = learn(second, ftrl).json();
        JsonNode warm = learn(
                        second,
                        Stream.concat(
                                        Stream.of(ftrl),
                                        Stream.of(
                                                "--set",
                                                "warm.start=" + path("auto.avro"),
                                                "--set",
                                                "warm.start.take=weights"))
                                .toArray(String[]::new))
                .json();
        assertThat(warm.get("learned").asLong()).as("a new schedule").isEqualTo(4000);
        assertThat(warm.get("meanLoss").asDouble())
                .isLessThan(cold.get("meanLoss").asDouble() - 0.03);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hash.bits=10", "loss=hinge"})
    void weightsAreNotTakenUnderSettingsThatGiveThemAnotherMeaning(String setting) throws IOException {
        learn(file, "--snapshot-out", path("s.avro"));
        Outcome outcome = learn(
                file,
                "--set",
                "warm.start=" + path("s.avro"),
                "--set",
                "warm.start.take=weights",
                "--set",
                "optimizer=ftrl",
                "--set",
                setting);
        assertThat(outcome.exitCode()).isEqualTo(4);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.errLines()).singleElement().asString().contains("the weights cannot be taken");
    }

    @Test
    void aSnapshotMayReplaceTheOneItStartedFrom() throws IOException {
        learn(file, "--snapshot-out", path("s.avro"));
        assertThat(learn(file, "--set", "warm.start=" + path("s.avro"), "--snapshot-out", path("s.avro"))
                        .exitCode())
                .isZero();
        assertThat(Terminal.run("snapshot", "show", path("s.avro"), "--json")
                        .json()
                        .get("labeled")
                        .asLong())
                .isEqualTo(600);
    }

    @Test
    void rejectedLinesAreToldUpToTenAndCounted() throws IOException {
        List<String> lines = new ArrayList<>(LINES);
        for (int i = 0; i < 12; i++) {
            lines.add("nonsense | a:" + i);
        }
        Outcome outcome = learn(ExampleFiles.write(directory.resolve("bad.vw"), lines), "--json");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.json().get("examples").asLong()).isEqualTo(300);
        assertThat(outcome.json().get("rejected").asLong()).isEqualTo(12);
        assertThat(outcome.errLines())
                .filteredOn(line -> line.startsWith("rejected: "))
                .hasSize(11);
        assertThat(outcome.err())
                .contains(
                        "rejected: " + path("bad.vw")
                                + ", line 301: LABEL_OUTSIDE_DOMAIN: label is 'nonsense'; it must be 0 or 1, or -1 or 1; loss=softmax takes names")
                .contains("line 310: ")
                .doesNotContain("line 311: ");
    }

    @Test
    void withoutToleranceTheFirstRejectEndsIt() throws IOException {
        List<String> lines = List.of(LINES.get(0), "7 | a:1", LINES.get(1));
        Outcome outcome = learn(
                ExampleFiles.write(directory.resolve("bad.vw"), lines),
                "--set",
                "errors.tolerance=none",
                "--snapshot-out",
                path("none.avro"));
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.errLines())
                .singleElement()
                .asString()
                .startsWith("thalweg: " + path("bad.vw") + ", line 2: LABEL_OUTSIDE_DOMAIN: ");
        assertThat(directory.resolve("none.avro")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--predictions-out", "--curve-out"})
    @EnabledOnOs(OS.LINUX)
    void aFullDeviceIsToldByName(String option) {
        Outcome outcome = learn(file, option, "/dev/full", "--set", "rolling.loss.every=1");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.errLines()).singleElement().asString().startsWith("thalweg: /dev/full: ");
    }

    @Test
    void anEmptyFileHasNoLosses() throws IOException {
        Outcome outcome = learn(ExampleFiles.write(directory.resolve("empty.vw"), List.of()), "--json");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.json().get("examples").asLong()).isZero();
        assertThat(outcome.json().get("meanLoss").isNull()).isTrue();
        assertThat(outcome.json().has("previousLabelLoss")).isFalse();
        assertThat(outcome.err())
                .contains("there are no examples in " + path("empty.vw"))
                .doesNotContain("0.000000");
    }

    @Test
    void aFileCutShortIsToldWithItsNameAndHowFarItWasRead() throws IOException {
        byte[] gzip = ExampleFiles.gzip(ExampleFiles.bytes(LINES));
        Path cut = Files.write(directory.resolve("cut.vw.gz"), java.util.Arrays.copyOf(gzip, gzip.length - 20));
        Outcome outcome = learn(cut);
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.errLines())
                .singleElement()
                .asString()
                .startsWith("thalweg: " + cut + " ends in the middle of its gzip stream (behind line or record ");
    }

    @Test
    void whoDoesWorseThanTheBaselineIsTold() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            lines.add((i % 3 == 0 ? 1 : 0) + " | noise" + i + ":" + (i * 37 % 11));
        }
        Path file = ExampleFiles.write(directory.resolve("noise.vw"), lines);
        Outcome worse = Terminal.run("learn", file.toString(), "--set", "optimizer=sgd", "--set", "updates=plain");
        assertThat(worse.out()).containsPattern("(?m)^worse than baseline");
        assertThat(Terminal.run("learn", file.toString()).out()).doesNotContain("worse than baseline");
    }
}
