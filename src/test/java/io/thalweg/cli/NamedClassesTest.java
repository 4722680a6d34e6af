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
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Softmax on a file whose labels are names: what {@code learn}, {@code predict} and {@code snapshot show} say. */
class NamedClassesTest {
    private static final String[] FLOWERS = {"rose", "lily", "oak"};

    @TempDir
    private Path directory;

    private Path file;
    private Path snapshot;
    private Path out;

    @BeforeEach
    void name() throws IOException {
        file = ExampleFiles.write(directory.resolve("flowers.csv"), ExampleFiles.named(400, 3, FLOWERS));
        snapshot = directory.resolve("model.avro");
        out = directory.resolve("p.csv");
    }

    private Outcome learn(Path file, String... more) {
        return Terminal.run(Stream.concat(
                        Stream.of(
                                "learn",
                                file.toString(),
                                "--set=loss=softmax",
                                "--predictions-out=" + out,
                                "--snapshot-out=" + snapshot),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private Outcome predict(Path file) {
        return Terminal.run(
                "predict",
                file.toString(),
                "--snapshot=" + snapshot,
                "--predictions-out=" + directory.resolve("scored.csv"),
                "--json");
    }

    private static List<String> names(JsonNode classes) {
        List<String> names = new ArrayList<>();
        classes.forEach(each -> names.add(each.path("name").asText()));
        return names;
    }

    @Test
    void theFiguresAreThoseOfThePredictions() throws IOException {
        JsonNode json = learn(file, "--json").json();
        List<String> lines = Files.readAllLines(out);
        assertThat(lines).hasSize(401);
        assertThat(lines.get(1)).startsWith(",").contains(",2.30258509299404");
        double right = 0;
        double[] labeled = new double[3];
        double[] predicted = new double[3];
        double[] hits = new double[3];
        List<String> classes = names(json.get("classes"));
        assertThat(classes).containsExactlyInAnyOrder(FLOWERS);
        for (String line : lines.subList(1, 401)) {
            String[] cells = line.split(",", -1);
            int label = classes.indexOf(cells[1]);
            labeled[label]++;
            if (!cells[0].isEmpty()) {
                predicted[classes.indexOf(cells[0])]++;
            }
            if (cells[0].equals(cells[1])) {
                right++;
                hits[label]++;
            }
        }
        assertThat(json.get("accuracy").asDouble())
                .isCloseTo(right / 400, within(1e-12))
                .isGreaterThan(0.7);
        for (int c = 0; c < 3; c++) {
            JsonNode of = json.get("classes").get(c);
            assertThat(of.get("share").asDouble()).isCloseTo(labeled[c] / 400, within(1e-12));
            assertThat(of.get("precision").asDouble()).isCloseTo(hits[c] / predicted[c], within(1e-12));
            assertThat(of.get("recall").asDouble()).isCloseTo(hits[c] / labeled[c], within(1e-12));
            assertThat(of.get("calibration").asDouble()).isBetween(0.5, 2.0);
            assertThat(of.has("auc")).isFalse();
            assertThat(json.get("rollingClasses").get(c).get("auc").asDouble()).isGreaterThan(0.7);
        }
        assertThat(json.get("reliability")).hasSize(10);
        assertThat(json.get("rollingCalibration").asDouble()).isBetween(0.5, 2.0);
    }

    @Test
    void theTableShowsNamesAsFarAsTheyFit() throws IOException {
        String longest = "a name that is very long indeed, for a column";
        Path names = ExampleFiles.write(
                directory.resolve("names.csv"),
                ExampleFiles.named(64, 3, "1.5d", "\"" + longest + "\"", "\"two\nlines\""));
        Outcome outcome = learn(names);
        assertThat(outcome.exitCode()).isZero();
        List<String> lines = outcome.out().lines().toList();
        assertThat(lines.subList(0, 8))
                .extracting(String::length)
                .as("columns stay in line")
                .containsOnly(lines.get(0).length());
        assertThat(outcome.out())
                .contains(" 1.5d ", " a name that… ", " two lines ", "  a name that is ve… ")
                .doesNotContain(longest);
    }

    @Test
    void namesWithCommasAndQuotesAreQuoted() throws IOException {
        Path quoted = ExampleFiles.write(
                directory.resolve("q.csv"), ExampleFiles.named(50, 3, "\"a,b\"", "\"say \"\"x\"\"\"", "1.50"));
        assertThat(learn(quoted).exitCode()).isZero();
        assertThat(Files.readString(out))
                .contains("\n\"a,b\",\"a,b\",", ",\"say \"\"x\"\"\",", ",1.5,")
                .doesNotContain("1.50,");
    }

    @Test
    void theEleventhClassIsRejectedByDefault() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int n = 0; n < 11; n++) {
            lines.add("c" + n + " | a");
        }
        lines.add("c0 | a");
        Outcome outcome = learn(ExampleFiles.write(directory.resolve("many.vw"), lines), "--json");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.json().get("rejected").asInt()).isEqualTo(1);
        assertThat(outcome.json().get("classes")).hasSize(10);
        assertThat(outcome.err())
                .contains("label is 'c10'; it must be one of the 10 classes c0, c1, ", "c9 (classes sets the limit)");
    }

    @Test
    void givenClassesAreTheOnlyOnes() throws IOException {
        Outcome outcome = learn(file, "--json", "--set=classes=oak,lily,fern");
        assertThat(names(outcome.json().get("classes"))).containsExactly("oak", "lily", "fern");
        assertThat(outcome.json().get("classes").get(2).get("share").asDouble()).isZero();
        assertThat(outcome.json().get("classes").get(2).has("recall")).isFalse();
        assertThat(outcome.json().get("rejected").asInt()).isPositive();
        assertThat(outcome.err()).contains("label is 'rose'; it must be one of the 3 classes oak, lily, fern");
    }

    @Test
    void importanceZeroIsEvaluatedAndAddsNoClass() throws IOException {
        List<String> lines = List.of("cat | a", "dog 0 | a", "bird 0 | b", "cat | b");
        JsonNode json = learn(ExampleFiles.write(directory.resolve("zero.vw"), lines), "--json")
                .json();
        assertThat(json.get("labeled").asInt()).isEqualTo(4);
        assertThat(names(json.get("classes"))).containsExactly("cat");
        assertThat(json.get("classes").get(0).get("share").asDouble()).isEqualTo(1);
    }

    @Test
    void aSnapshotGoesOnAsIfThereWereNone() throws IOException {
        List<String> lines = Files.readAllLines(file);
        Path first = ExampleFiles.write(directory.resolve("1.csv"), lines.subList(0, 301));
        List<String> rest = new ArrayList<>(List.of(lines.get(0)));
        rest.addAll(lines.subList(301, 401));
        Path second = ExampleFiles.write(directory.resolve("2.csv"), rest);
        assertThat(learn(file).exitCode()).isZero();
        List<String> whole = Files.readAllLines(out);
        assertThat(learn(first).exitCode()).isZero();
        assertThat(predict(second).exitCode()).isZero();
        // The learner would have taken notice of the features first.
        String scored = Files.readAllLines(directory.resolve("scored.csv")).get(1);
        assertThat(scored).startsWith(whole.get(301).substring(0, whole.get(301).lastIndexOf(',')));
        assertThat(learn(second, "--set=warm.start=" + snapshot).exitCode()).isZero();
        assertThat(Files.readAllLines(out).subList(1, 101)).isEqualTo(whole.subList(301, 401));
    }

    /** They are predicted wrongly, and have no figures of their own. */
    @Test
    void classesThatASnapshotDoesNotKnowAreScored() throws IOException {
        assertThat(learn(file).exitCode()).isZero();
        List<String> lines = new ArrayList<>(Files.readAllLines(file).subList(0, 100));
        lines.add("fern,1,2,3");
        lines.add("palm,1,2,3");
        Outcome outcome = predict(ExampleFiles.write(directory.resolve("more.csv"), lines));
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.json().get("examples").asInt()).isEqualTo(101);
        assertThat(names(outcome.json().get("classes"))).containsExactlyInAnyOrder(FLOWERS);
        double shares = 0;
        for (JsonNode each : outcome.json().get("classes")) {
            shares += each.get("share").asDouble();
        }
        assertThat(shares).isCloseTo(99 / 101.0, within(1e-12));
        assertThat(Files.readString(directory.resolve("scored.csv"))).contains(",fern,", ",palm,");
    }

    @Test
    void theExportedModelPredictsAsTheLearnerDoesWithTheClassesThatNoLabelHasHad() throws IOException {
        learn(file);
        Path table = directory.resolve("model.csv");
        Outcome outcome = Terminal.run(
                "snapshot",
                "export",
                snapshot.toString(),
                "--out=" + table,
                "--names=" + file,
                "--label=label",
                "--json");
        Matcher unseen = Pattern.compile("no label has had yet \\(7\\) .* the margin (\\S+),")
                .matcher(outcome.json().path("differs").toString());
        assertThat(unseen.find()).as(outcome.err()).isTrue();
        Map<String, Double> values = Map.of("", 1.0, "a", 90.0, "b", 20.0, "c", 150.0);
        double[] margins = new double[3];
        for (String row : Files.readAllLines(table).subList(1, 5)) {
            String[] cells = row.split(",", -1);
            for (int c = 0; c < 3; c++) {
                margins[c] += Double.parseDouble(cells[1 + c]) * values.get(cells[6]);
            }
        }
        double seen = Arrays.stream(margins).map(Math::exp).sum();
        predict(ExampleFiles.write(directory.resolve("one.csv"), List.of("label,a,b,c", FLOWERS[0] + ",90,20,150")));
        String loss = Files.readAllLines(directory.resolve("scored.csv")).get(1).split(",")[2];
        int rose = List.of(Files.readAllLines(table).get(0).split(",")).indexOf("weight of rose") - 1;
        assertThat(Math.exp(margins[rose]) / (seen + 7 * Math.exp(Double.parseDouble(unseen.group(1)))))
                .isCloseTo(Math.exp(-Double.parseDouble(loss)), within(1e-5));
    }

    @Test
    void aSnapshotShowsItsClasses() throws IOException {
        assertThat(learn(file, "--set=hash.bits=8").exitCode()).isZero();
        JsonNode json =
                Terminal.run("snapshot", "show", snapshot.toString(), "--json").json();
        List<String> classes = new ArrayList<>();
        json.get("classes").forEach(name -> classes.add(name.asText()));
        assertThat(classes).containsExactlyInAnyOrder(FLOWERS);
        assertThat(json.get("intercepts")).hasSize(3);
        assertThat(json.get("nonZeroWeights").asInt()).isEqualTo(9);
        assertThat(Terminal.run("snapshot", "show", snapshot.toString()).out())
                .contains("intercept of rose", "intercept of lily", "intercept of oak");
    }

    @Test
    void theCurveHasTheFiguresOfAllClasses() throws IOException {
        Path curve = directory.resolve("curve.csv");
        assertThat(learn(file, "--curve-out=" + curve, "--set=rolling.loss.every=100")
                        .exitCode())
                .isZero();
        List<String> lines = Files.readAllLines(curve);
        assertThat(lines).hasSize(5);
        assertThat(lines.get(0)).contains("rollingNormalizedEntropy", "rollingCalibration");
        int accuracy = List.of(lines.get(0).split(",")).indexOf("rollingAccuracy");
        assertThat(Double.parseDouble(lines.get(4).split(",", -1)[accuracy])).isGreaterThan(0.7);
    }
}
