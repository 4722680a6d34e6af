package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.thalweg.cli.Terminal.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code learn --label-delay}: what is served, when labels are learned, and what is said of it. */
class LabelDelayTest {
    private static final String DATA = "thalweg.data";
    private static final List<String> LINES = ExampleFiles.vw(300, 7);

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void makeFile() throws IOException {
        file = ExampleFiles.write(directory.resolve("examples.vw"), LINES);
    }

    private static Outcome learn(Path file, String... more) {
        return Terminal.run(Stream.concat(Stream.of("learn", file.toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    private Path path(String name) {
        return directory.resolve(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "sgd", "adagrad", "ftrl", "nag"})
    void whatIsServedBeforeTheFirstLabelKnowsNothing(String optimizer) throws IOException {
        JsonNode json = learn(
                        file,
                        "--label-delay=40",
                        "--set=optimizer=" + optimizer,
                        "--predictions-out=" + path("p.csv"),
                        "--json")
                .json();
        List<String> predictions = Files.readAllLines(path("p.csv"));
        assertThat(predictions).hasSize(301);
        for (int n = 1; n <= 300; n++) {
            String[] cells = predictions.get(n).split(",");
            assertThat(cells[1]).isEqualTo(LINES.get(n - 1).split(" ")[0] + ".0");
            assertThat(cells[0].equals("0.5")).as("prediction %d", n).isEqualTo(n <= 41);
        }
        double[] losses = predictions.stream()
                .skip(1)
                .mapToDouble(line -> Double.parseDouble(line.split(",")[2]))
                .toArray();
        assertThat(json.get("meanLoss").asDouble())
                .isCloseTo(Arrays.stream(losses).average().orElseThrow(), within(1e-12));
        assertThat(json.get("meanLossAfterFirstLabel").asDouble())
                .isCloseTo(Arrays.stream(losses).skip(41).average().orElseThrow(), within(1e-12));
        assertThat(json.get("labelDelay").asLong()).isEqualTo(40);
        assertThat(json.get("labeled").asLong()).isEqualTo(300);
        assertThat(json.get("bytesPerPendingExample").asDouble()).isBetween(10.0, 80.0);
    }

    /** A row that is served when there is no label yet is learned all the same: in the end the model has seen as much as without delay. */
    @Test
    void aDelayLongerThanTheFileLearnsAllAtTheEnd() throws IOException {
        JsonNode json = learn(file, "--label-delay=1000", "--snapshot-out=" + path("s.avro"), "--json")
                .json();
        assertThat(json.get("meanLoss").asDouble()).isCloseTo(Math.log(2), within(1e-12));
        assertThat(json.get("meanLossAfterFirstLabel").isNull()).isTrue();
        Path more = ExampleFiles.write(path("more.vw"), ExampleFiles.vw(200, 8));
        JsonNode predicted =
                learn(more, "--set=warm.start=" + path("s.avro"), "--json").json();
        assertThat(predicted.get("learned").asLong()).isEqualTo(500);
        assertThat(predicted.get("rollingLoss").asDouble()).isLessThan(0.6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "sgd"})
    void noDelayIsTheOrdinaryWay(String optimizer) throws IOException {
        learn(file, "--set=optimizer=" + optimizer, "--snapshot-out=" + path("1.avro"));
        Outcome outcome = learn(
                file, "--set=optimizer=" + optimizer, "--label-delay=0", "--snapshot-out=" + path("2.avro"), "--json");
        assertThat(path("2.avro")).hasSameBinaryContentAs(path("1.avro"));
        assertThat(outcome.json().has("labelDelay")).isFalse();
    }

    @Test
    void theCurveHasALineWhenTheLabelHasCome() throws IOException {
        learn(file, "--label-delay=7", "--set=rolling.loss.every=100", "--curve-out=" + path("c.csv"));
        List<String> lines = Files.readAllLines(path("c.csv"));
        assertThat(lines).hasSize(4);
        assertThat(lines.get(1)).startsWith("107,100,");
        assertThat(lines.get(3)).startsWith("300,300,");
    }

    @Test
    void anExampleWithoutALabelIsServedInItsPlace() throws IOException {
        List<String> lines = new ArrayList<>(LINES);
        lines.add(10, "| a:1 b:2");
        Outcome outcome = learn(
                ExampleFiles.write(path("mixed.vw"), lines), "--label-delay=20", "--predictions-out=" + path("p.csv"));
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("301, of which 300 labeled");
        List<String> predictions = Files.readAllLines(path("p.csv"));
        assertThat(predictions).hasSize(302);
        assertThat(predictions.get(11)).isEqualTo("0.5,,");
    }

    /** Which class is one too many is known when the labels come: the reject names the line all the same. */
    @Test
    void aLabelThatIsRefusedWhenItComesIsARejectOfItsLine() throws IOException {
        List<String> lines = List.of("1 | a", "2 | b", "3 | c", "1 | a", "nonsense a:b", "2 | b");
        Outcome outcome = learn(
                ExampleFiles.write(path("classes.vw"), lines),
                "--label-delay=4",
                "--set=loss=softmax",
                "--set=classes=2",
                "--json");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).contains("line 3: LABEL_OUTSIDE_DOMAIN: ");
        assertThat(outcome.json().get("rejected").asLong()).isEqualTo(2);
        assertThat(outcome.json().get("labeled").asLong()).isEqualTo(4);
    }

    @Test
    void whatMakesNoSenseIsWrongUsage() {
        assertThat(learn(file, "--label-delay=-1").err()).contains("--label-delay is -1; it must be at least 0");
        Outcome race = learn(file, "--label-delay=5", "--race=learning.rate=0.1");
        assertThat(race.exitCode()).isEqualTo(2);
        assertThat(race.err()).contains("leave out --label-delay");
    }

    /** The figures of src/docs/accuracy.md, to all digits that are there: sums of so many floats have no more on another version of the learner. */
    @ParameterizedTest
    @CsvSource({"10, 0.37296", "100, 0.45888", "1000, 0.49070"})
    @EnabledIfSystemProperty(
            named = DATA,
            matches = ".+",
            disabledReason = "give a directory of .vw.gz files, -D" + DATA + "=DIR")
    void elec2WithLateLabels(int delay, double expected) throws IOException {
        Path elec2 = Path.of(System.getProperty(DATA)).resolve("elec2.vw.gz");
        JsonNode json = learn(elec2, "--label-delay=" + delay, "--json").json();
        assertThat(json.get("meanLossAfterFirstLabel").asDouble()).isCloseTo(expected, within(1e-5));
    }
}
