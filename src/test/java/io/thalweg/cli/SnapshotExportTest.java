package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.thalweg.cli.Terminal.Outcome;
import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.ExampleReader;
import io.thalweg.format.CsvColumns;
import io.thalweg.format.FileFormat;
import io.thalweg.format.TextExamples;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotExportTest {
    private static final int HASH_BITS = 14;

    @TempDir
    Path directory;

    private JsonNode summary;
    private double intercept;
    private final Map<Integer, Double> weights = new HashMap<>();
    private final Map<Integer, Double> means = new HashMap<>();
    private final Map<Integer, Double> limits = new HashMap<>();

    /**
     * Two sensors far apart in size, one of them far from 0, that are always there; a constant that is nearly always there; words with and without values.
     */
    private static List<String> lines(int count, long seed, boolean classes) {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double a = random.nextDouble() - 0.5;
            double b = random.nextDouble() - 0.5;
            int word = random.nextInt(20);
            double value = random.nextDouble();
            double margin = 3 * a - 2 * b + (word < 10 ? value : -value) + 0.3 * random.nextGaussian();
            lines.add(String.format(
                    Locale.ROOT,
                    "%s | a:%.1f b:%.6f v%d:%.3f w%d%s",
                    classes ? (margin > 0 ? "1" : "-1") : String.format(Locale.ROOT, "%.3f", 300 + 20 * margin),
                    5000 + 1000 * a,
                    b,
                    word,
                    value,
                    random.nextInt(30),
                    i % 20 == 19 ? "" : " c:2"));
        }
        return lines;
    }

    private Path path(String name) {
        return directory.resolve(name);
    }

    private void learn(List<String> lines, String settings) throws IOException {
        ExampleFiles.write(path("learned.vw"), lines);
        List<String> arguments = new ArrayList<>(List.of(
                "learn",
                path("learned.vw").toString(),
                "--snapshot-out",
                path("model.avro").toString(),
                "--set",
                "hash.bits=" + HASH_BITS));
        for (String setting : settings.split(" ")) {
            arguments.addAll(List.of("--set", setting));
        }
        Outcome outcome = Terminal.run(arguments.toArray(String[]::new));
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    }

    private Outcome export(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("snapshot", "export", path("model.avro").toString()));
        arguments.addAll(List.of(more));
        return Terminal.run(arguments.toArray(String[]::new));
    }

    private void exported() throws IOException {
        Outcome outcome = export("--out", path("model.csv").toString(), "--json");
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        summary = outcome.json();
        List<String> rows = Files.readAllLines(path("model.csv"));
        assertThat(rows.get(0)).isEqualTo("index,weight,mean,limit");
        assertThat(rows.get(1)).startsWith("intercept,").endsWith(",,");
        intercept = Double.parseDouble(rows.get(1).split(",")[1]);
        for (String row : rows.subList(2, rows.size())) {
            String[] cells = row.split(",", -1);
            weights.put(Integer.valueOf(cells[0]), Double.valueOf(cells[1]));
            if (!cells[2].isEmpty()) {
                means.put(Integer.valueOf(cells[0]), Double.valueOf(cells[2]));
            }
            if (!cells[3].isEmpty()) {
                limits.put(Integer.valueOf(cells[0]), Double.valueOf(cells[3]));
            }
        }
    }

    /** What the exported table says of an example, as somebody who knows nothing else would compute it. */
    private double margin(String line) throws IOException {
        double margin = intercept;
        Example example = example(line);
        for (int k = 0; k < example.features().size(); k++) {
            margin += weights.getOrDefault(example.features().indices()[k], 0.0)
                    * example.features().values()[k];
        }
        return margin;
    }

    /** The same by who minds limits and missing means. */
    private double carefulMargin(String line) throws IOException {
        double margin = intercept;
        for (int index : means.keySet()) {
            margin += weights.get(index) * means.get(index);
        }
        Example example = example(line);
        for (int k = 0; k < example.features().size(); k++) {
            int index = example.features().indices()[k];
            double limit = limits.getOrDefault(index, Double.POSITIVE_INFINITY);
            double deviation = example.features().values()[k] - means.getOrDefault(index, 0.0);
            margin += weights.getOrDefault(index, 0.0) * Math.max(-limit, Math.min(limit, deviation));
        }
        return margin;
    }

    private static Example example(String line) throws IOException {
        ExampleBuilder builder = new ExampleBuilder(HASH_BITS, 1000);
        try (ExampleReader reader = TextExamples.read(
                FileFormat.VW,
                new ByteArrayInputStream((line + "\n").getBytes(StandardCharsets.UTF_8)),
                new CsvColumns(null, null, null))) {
            reader.read(builder);
        }
        return builder.build();
    }

    private double mean(double margin) {
        return switch (summary.get("loss").asText()) {
            case "logistic" -> 1 / (1 + Math.exp(-margin));
            case "hinge" -> Math.max(-1, Math.min(1, margin));
            case "poisson" -> Math.exp(margin);
            default -> margin;
        };
    }

    private List<Double> predicted(List<String> lines) throws IOException {
        ExampleFiles.write(path("asked.vw"), lines);
        Outcome outcome = Terminal.run(
                "predict",
                path("asked.vw").toString(),
                "--snapshot",
                path("model.avro").toString(),
                "--predictions-out",
                path("predicted.csv").toString());
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        return Files.readAllLines(path("predicted.csv")).stream()
                .skip(1)
                .map(row -> Double.valueOf(row.split(",")[0]))
                .toList();
    }

    private double predicted(String line) throws IOException {
        return predicted(List.of(line)).get(0);
    }

    private void assertSays(String words) {
        assertThat(summary.get("differs")).extracting(JsonNode::asText).anyMatch(said -> said.contains(words));
    }

    /** Normalized values are floats: 3e-5, of a probability of 1 or of the predicted number. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "loss=logistic",
                "loss=logistic l2=10",
                "loss=logistic l1=2",
                "loss=squared",
                "loss=squared l1=2 l2=1"
            })
    void theLinearModelOfAutoPredictsAsTheLearnerDoes(String settings) throws IOException {
        for (long seed = 1; seed <= 2; seed++) {
            weights.clear();
            learn(lines(1000, seed, settings.contains("logistic")), settings);
            exported();
            List<String> lines = lines(500, 10 + seed, settings.contains("logistic"));
            List<Double> predicted = predicted(lines);
            for (int i = 0; i < lines.size(); i++) {
                double margin = Math.max(
                        summary.get("leastMargin").asDouble(),
                        Math.min(summary.get("greatestMargin").asDouble(), margin(lines.get(i))));
                assertThat(mean(margin))
                        .as("seed %d, %s", seed, lines.get(i))
                        .isCloseTo(predicted.get(i), within(3e-5 * Math.max(1, Math.abs(predicted.get(i)))));
            }
        }
    }

    /** A learner's margin is a double, summed up in another order. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "optimizer=sgd learning.rate=1e-8",
                "optimizer=sgd learning.rate=1e-8 l1=1e-4 l2=0.1",
                "optimizer=adagrad l1=1e-3",
                "optimizer=adagrad l2=1e-3 weights.init.deviation=1e-3",
                "optimizer=ftrl l1=0.1",
                "optimizer=nag",
                "optimizer=adagrad loss=hinge learning.rate=0.01",
                "optimizer=nag loss=squared",
                "optimizer=adagrad loss=quantile learning.rate=0.1"
            })
    void theLinearModelOfANamedOptimizerPredictsAsTheLearnerDoes(String settings) throws IOException {
        boolean classes = !settings.contains("squared") && !settings.contains("quantile");
        learn(lines(1000, 1, classes), settings);
        exported();
        assertThat(means).isEmpty();
        List<String> lines = lines(500, 11, classes);
        List<Double> predicted = predicted(lines);
        for (int i = 0; i < lines.size(); i++) {
            assertThat(mean(margin(lines.get(i))))
                    .as(lines.get(i))
                    .isCloseTo(predicted.get(i), within(1e-9 * Math.max(1, Math.abs(predicted.get(i)))));
        }
    }

    private static final String ORDINARY = "| a:5200 b:0.1 c:2 v13:0.5 w7";

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a:5200; a:-9e9; further from its mean than its limit",
                "b:0.1; b:1000; further from its mean than its limit",
                "v13:0.5; v13:300; larger than its limit",
                "w7; w7:11; larger than its limit",
                "c:2; c:20; of another value only the sign counts"
            })
    void whereItDiffersItSaysSo(String ordinary, String extraordinary, String words) throws IOException {
        learn(lines(1000, 1, true), "loss=logistic");
        exported();
        assertThat(mean(margin(ORDINARY))).isCloseTo(predicted(ORDINARY), within(3e-5));
        String line = ORDINARY.replace(ordinary, extraordinary);
        double predicted = predicted(line);
        assertThat(Math.abs(margin(line) - Math.log(predicted / (1 - predicted))))
                .as(line)
                .isGreaterThan(0.01);
        assertSays(words);
        if (words.contains("limit")) {
            double careful = Math.max(-50, Math.min(50, carefulMargin(line)));
            assertThat(careful).isCloseTo(Math.log(predicted / (1 - predicted)), within(1e-4 * Math.abs(careful)));
        }
    }

    /** Twice its one value is the most an indicator counts once it has been seen often, and up to there the exported weight is right. */
    @ParameterizedTest
    @ValueSource(strings = {"w7:2", "w7:0.5", "w7:-2"})
    void anIndicatorWithAnotherValueCountsInUnitsOfItsOwn(String feature) throws IOException {
        learn(lines(1000, 1, true), "loss=logistic");
        exported();
        String line = ORDINARY.replace("w7", feature);
        assertThat(mean(margin(line))).isCloseTo(predicted(line), within(3e-5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:5200 ", "b:0.1 "})
    void aCentredFeatureThatIsMissingCountsAsItsMean(String feature) throws IOException {
        learn(lines(1000, 1, true), "loss=logistic");
        exported();
        String line = ORDINARY.replace(feature, "");
        int index = example("| " + feature).features().indices()[0];
        double margin = margin(line) + weights.get(index) * means.get(index);
        assertThat(mean(margin)).isCloseTo(predicted(line), within(3e-5));
        assertThat(mean(margin(line))).isNotCloseTo(predicted(line), within(1e-4));
        assertThat(means).hasSize(2);
        assertSays("a centred feature (2) that is missing counts as its mean");

        String zero = ORDINARY.replace(feature, feature.substring(0, 2) + "0 ");
        assertThat(mean(margin(zero))).isCloseTo(predicted(zero), within(3e-5));
    }

    @Test
    void predictionsOfNumbersStayAmongTheLabelsSeen() throws IOException {
        learn(lines(1000, 1, false), "loss=squared");
        exported();
        double least = summary.get("leastMargin").asDouble();
        double greatest = summary.get("greatestMargin").asDouble();
        String high = "| a:6500 b:-1.5 c:2";
        assertThat(margin(high)).isGreaterThan(greatest + 10);
        assertThat(predicted(high)).isEqualTo(greatest);
        String low = "| a:3500 b:1.5 c:2";
        assertThat(margin(low)).isLessThan(least - 10);
        assertThat(predicted(low)).isEqualTo(least);
        assertSays("a margin is kept from ");
    }

    @Test
    void marginsOfProbabilitiesStayWithinFifty() throws IOException {
        List<String> lines = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            double[] x = random.doubles(6, -1, 1).toArray();
            double margin = x[0] + x[1] + x[2] + x[3] + x[4] + x[5];
            lines.add(String.format(
                    Locale.ROOT,
                    "%d | a:%.4f b:%.4f c:%.4f d:%.4f e:%.4f f:%.4f",
                    margin > 0 ? 1 : -1,
                    x[0],
                    x[1],
                    x[2],
                    x[3],
                    x[4],
                    x[5]));
        }
        learn(lines, "loss=logistic");
        exported();
        String line = "| a:-5 b:-5 c:-5 d:-5 e:-5 f:-5";
        assertThat(margin(line)).isLessThan(-51);
        assertThat(predicted(line)).isCloseTo(Math.exp(-50), within(1e-30));
        assertSays("a margin is kept from -50.000000 to 50.000000");
    }

    @Test
    void valuesFarBeyondWhatNagHasSeenDiffer() throws IOException {
        learn(lines(1000, 1, true), "optimizer=nag");
        exported();
        assertSays("a value larger than its limit, 10 times the largest that was learned from");
        String within = ORDINARY.replace("v13:0.5", "v13:9");
        assertThat(mean(margin(within))).isCloseTo(predicted(within), within(1e-9));
        String beyond = ORDINARY.replace("v13:0.5", "v13:30");
        assertThat(mean(margin(beyond))).isNotCloseTo(predicted(beyond), within(1e-4));
        assertThat(mean(carefulMargin(beyond))).isCloseTo(predicted(beyond), within(1e-9));
    }

    @Test
    void l1IsTakenOffAlready() throws IOException {
        learn(lines(1000, 1, true), "l1=20");
        exported();
        int sparse = weights.size();
        assertThat(export().err()).contains("l1                   already taken off these weights");
        weights.clear();
        learn(lines(1000, 1, true), "l1=0");
        exported();
        assertThat(weights).hasSizeGreaterThan(sparse + 10);
    }

    @Test
    void featuresAreCountedByTheWayTheyAreTaken() throws IOException {
        learn(lines(1000, 1, true), "loss=logistic");
        exported();
        assertThat(summary.get("centred").asInt()).isEqualTo(2);
        assertThat(summary.get("rootMeanSquare").asInt()).isEqualTo(20);
        assertThat(summary.get("indicators").asInt()).isEqualTo(30);
        assertThat(summary.get("signOnly").asInt()).isEqualTo(1);
        assertThat(summary.get("constant").asInt()).isZero();
        assertThat(summary.get("featuresSeen").asInt()).isEqualTo(53);
        assertThat(summary.get("nonZeroWeights").asInt()).isEqualTo(weights.size());
        assertThat(weights).hasSizeLessThanOrEqualTo(53);
    }

    @Test
    void theSummaryNamesWhatAScorerNeeds() throws IOException {
        learn(lines(100, 1, true), "loss=logistic");
        exported();
        assertThat(summary.get("loss").asText()).isEqualTo("logistic");
        assertThat(summary.get("meanFunction").asText()).isEqualTo("1 / (1 + exp(-margin))");
        assertThat(summary.get("hash").asText()).isEqualTo("MurmurHash3_x86_32");
        assertThat(summary.get("hashSeed").asInt()).isZero();
        assertThat(summary.get("hashBits").asInt()).isEqualTo(HASH_BITS);
        assertThat(summary.get("intercepts").get(0).asDouble()).isEqualTo(intercept);
        assertThat(summary.has("weights")).isFalse();
    }

    @Test
    void withoutAFileTheTableIsAllOfStandardOutput() throws IOException {
        learn(lines(100, 1, true), "loss=logistic");
        exported();
        Outcome outcome = export();
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).isEqualTo(Files.readString(path("model.csv")));
        assertThat(outcome.err()).contains("prediction           1 / (1 + exp(-margin))");
    }

    @Test
    void theObjectHoldsTheSameTable() throws IOException {
        learn(lines(1000, 1, true), "loss=logistic");
        exported();
        JsonNode json = export("--json").json();
        assertThat(json.get("intercepts").get(0).asDouble()).isEqualTo(intercept);
        assertThat(json.get("weights")).hasSize(weights.size());
        for (JsonNode row : json.get("weights")) {
            int index = row.get("index").asInt();
            assertThat(row.get("weight").asDouble()).isEqualTo(weights.get(index));
            assertThat(row.has("mean")).isEqualTo(means.containsKey(index));
            assertThat(row.has("limit")).isEqualTo(limits.containsKey(index));
        }
    }

    @Test
    void numbersAreReadBackToTheLastBit() throws IOException {
        learn(lines(1000, 1, true), "optimizer=adagrad");
        exported();
        assertThat(weights.values())
                .isNotEmpty()
                .allSatisfy(weight -> assertThat((double) weight.floatValue()).isEqualTo(weight));
        JsonNode shown = Terminal.run("snapshot", "show", path("model.avro").toString(), "--json")
                .json();
        assertThat(shown.get("intercepts").get(0).asDouble()).isEqualTo(intercept);
        assertThat(shown.get("nonZeroWeights").asInt()).isEqualTo(weights.size());
    }

    @Test
    void namesAreThoseOfADataFile() throws IOException {
        List<String> lines = List.of("1 | a:1 b,c:2", "-1 |N w color=red", "1 | a:2 say\"x");
        learn(lines, "optimizer=adagrad");
        String data = path("learned.vw").toString();
        List<String> rows = export("--names", data).out().lines().toList();
        assertThat(rows.get(0)).isEqualTo("index,weight,mean,limit,name");
        assertThat(rows.get(1)).startsWith("intercept,").endsWith(",,,");
        assertThat(rows.subList(2, rows.size()))
                .extracting(row -> row.split(",", 5)[4])
                .containsExactlyInAnyOrder("a", "\"b,c\"", "N^w", "N^color=red", "\"say\"\"x\"");
        assertThat(export("--names", data, "--json").json().get("named").asInt())
                .isEqualTo(5);
    }

    @Test
    void namesThatCollideAreJoined() throws IOException {
        learn(List.of("1 | a:1 b:1 c:1 d:1", "-1 | d:2"), "optimizer=adagrad hash.bits=1");
        Outcome outcome = export("--names", path("learned.vw").toString());
        List<String> names =
                outcome.out().lines().skip(2).map(row -> row.split(",", 5)[4]).toList();
        assertThat(String.join("|", names).split("\\|")).containsExactlyInAnyOrder("a", "b", "c", "d");
        assertThat(names).hasSizeLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--out DIR/none/x.csv; there is no directory",
                "--out DIR/model.avro; would overwrite another file",
                "--names DIR/learned.vw --out DIR/learned.vw; would overwrite another file",
                "--names DIR/none.vw; no such file",
                "--format vw; add --names FILE"
            })
    void aWrongCommandLineIsRefused(String options, String words) throws IOException {
        learn(lines(10, 1, true), "loss=logistic");
        Outcome outcome = export(options.replace("DIR", directory.toString()).split(" "));
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.errLines()).singleElement().asString().contains(words);
    }
}
