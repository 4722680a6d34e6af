package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.thalweg.cli.Terminal.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainCommandTest {
    /** Of the sum of what is added up: weights are rounded to floats, once here and once where margins are summed. */
    private static final double ROUNDING = 1e-6;

    @TempDir
    Path directory;

    private Path path(String name) {
        return directory.resolve(name);
    }

    /** Sensors far apart in size that are nearly always there, categories, words with values, and wild values now and then. */
    private static List<String> lines(int count, long seed, String labels) {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double a = random.nextDouble() - 0.5;
            double b = random.nextDouble() - 0.5;
            int word = random.nextInt(20);
            double margin = 3 * a - 2 * b + (word < 10 ? 1 : -1) + 0.3 * random.nextGaussian();
            lines.add(String.format(
                    Locale.ROOT,
                    "%s |%s b:%.6f v%d:%.3f site=s%d%s",
                    label(labels, margin),
                    i % 30 == 29 ? "" : String.format(Locale.ROOT, " a:%.1f", 5000 + 1000 * a),
                    random.nextInt(50) == 0 ? 1e6 : b,
                    word,
                    random.nextDouble(),
                    random.nextInt(30),
                    i % 20 == 19 ? "" : " c:2"));
        }
        return lines;
    }

    private static String label(String labels, double margin) {
        return switch (labels) {
            case "sign" -> margin > 0 ? "1" : "-1";
            case "count" -> Long.toString(Math.max(0, Math.round(2 + margin)));
            case "class" -> "kind-" + Math.floorMod(Math.round(margin), 4);
            default -> String.format(Locale.ROOT, "%.3f", 300 + 20 * margin);
        };
    }

    private void learn(List<String> lines, String settings) throws IOException {
        Files.write(path("learned.vw"), lines);
        List<String> arguments = new ArrayList<>(List.of(
                "learn",
                path("learned.vw").toString(),
                "--snapshot-out",
                path("model.avro").toString()));
        for (String setting : settings.split(" ")) {
            arguments.addAll(List.of("--set", setting));
        }
        Outcome outcome = Terminal.run(arguments.toArray(String[]::new));
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    }

    private Outcome explain(List<String> lines, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("explain", path("model.avro").toString(), "-", "--format", "vw"));
        arguments.addAll(List.of(more));
        return Terminal.runWithInput(ExampleFiles.bytes(lines), arguments.toArray(String[]::new));
    }

    private JsonNode explained(List<String> lines, String... more) throws IOException {
        List<String> options = new ArrayList<>(List.of(more));
        options.add("--json");
        Outcome outcome = explain(lines, options.toArray(String[]::new));
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        return outcome.json().get("examples");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "loss=logistic",
                "loss=logistic l1=0.5",
                "loss=squared",
                "loss=squared l2=1",
                "loss=softmax classes=4",
                "loss=softmax classes=4 l1=0.1",
                "loss=logistic optimizer=sgd learning.rate=1e-9 weights.init.deviation=0.1",
                "loss=squared optimizer=sgd learning.rate=1e-9 l2=1 l1=1e-3",
                "loss=logistic optimizer=adagrad",
                "loss=squared optimizer=adagrad l1=1e-3 l2=1e-3",
                "loss=hinge optimizer=adagrad",
                "loss=quantile optimizer=adagrad",
                "loss=quantile loss.quantile=0.9 optimizer=nag",
                "loss=poisson optimizer=nag",
                "loss=squared optimizer=nag",
                "loss=logistic optimizer=ftrl l1=0.1",
                "loss=poisson optimizer=ftrl learning.rate=0.001"
            })
    void theSumIsTheMarginThatIsServed(String settings) throws IOException {
        String labels = settings.contains("logistic") || settings.contains("hinge")
                ? "sign"
                : settings.contains("softmax") ? "class" : settings.contains("poisson") ? "count" : "number";
        learn(lines(600, 1, labels), settings + " hash.bits=8");
        List<String> asked = lines(60, 2, labels);
        List<String> served = served(asked);
        JsonNode examples = explained(asked, "--example", "all", "--top", "0");
        assertThat(examples).hasSize(60);
        for (int k = 0; k < 60; k++) {
            JsonNode example = examples.get(k);
            double sum = example.get("base").doubleValue();
            double size = Math.abs(sum);
            for (JsonNode feature : example.get("features")) {
                double adds = feature.get("adds").doubleValue();
                sum += adds;
                size += Math.abs(adds);
                if (!feature.get("beyondLimit").booleanValue()
                        && feature.get("value").doubleValue() != 2) {
                    assertThat(adds)
                            .as("%s of example %d", feature, k)
                            .isCloseTo(
                                    feature.get("weight").doubleValue()
                                            * (feature.get("value").doubleValue()
                                                    - feature.get("centre").doubleValue()),
                                    within(ROUNDING * Math.abs(adds) + 1e-9));
                }
            }
            double margin = example.get("margin").doubleValue();
            assertThat(sum + example.get("bounds").doubleValue())
                    .as("example %d", k)
                    .isCloseTo(margin, within(ROUNDING * size));
            String said = example.has("class")
                    ? example.get("class").textValue()
                    : Double.toString(example.get("prediction").doubleValue());
            assertThat(said).isEqualTo(served.get(k));
        }
    }

    /** What predict says of the same lines. */
    private List<String> served(List<String> lines) throws IOException {
        Files.write(path("asked.vw"), lines);
        Outcome outcome = Terminal.run(
                "predict",
                path("asked.vw").toString(),
                "--snapshot",
                path("model.avro").toString(),
                "--predictions-out",
                path("predictions.csv").toString());
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        return Files.readAllLines(path("predictions.csv")).stream()
                .skip(1)
                .map(row -> row.split(",")[0])
                .toList();
    }

    @Test
    void partsComeByNameAndTheLargestFirst() throws IOException {
        learn(ExampleFiles.vw(400, 1), "loss=logistic optimizer=adagrad");
        JsonNode example =
                explained(List.of("'record |x a:1 b:2 kind=k |y a:3")).get(0);
        assertThat(example.get("id").textValue()).isEqualTo("record");
        assertThat(example.get("label").isNull()).isTrue();
        Set<String> names = new HashSet<>();
        double before = Double.MAX_VALUE;
        for (JsonNode feature : example.get("features")) {
            names.add(feature.get("names").get(0).textValue());
            assertThat(Math.abs(feature.get("adds").doubleValue())).isLessThanOrEqualTo(before);
            before = Math.abs(feature.get("adds").doubleValue());
        }
        assertThat(names).containsExactlyInAnyOrder("x^a", "x^b", "x^kind=k", "y^a");
    }

    @Test
    void featuresThatShareAnIndexAreShownTogether() throws IOException {
        learn(ExampleFiles.vw(50, 1), "hash.bits=1");
        Outcome outcome = explain(List.of("| a:1 b:2 c:3 d:4"));
        assertThat(outcome.out()).containsPattern("\\w \\| \\w").contains("= margin");
        assertThat(explained(List.of("| a:1 b:2 c:3 d:4"))
                        .get(0)
                        .get("features")
                        .size())
                .isLessThanOrEqualTo(2);
    }

    @Test
    void packedFeaturesAreShownByIndex() throws IOException {
        learn(ExampleFiles.vw(50, 1), "hash.bits=8");
        Outcome outcome = Terminal.runWithInput(
                "1 7:2 11:1\n".getBytes(StandardCharsets.UTF_8),
                "explain",
                path("model.avro").toString(),
                "-",
                "--format",
                "libsvm");
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("#7", "#11");
    }

    @Test
    void aMissingCentredFeatureAddsNothing() throws IOException {
        learn(lines(600, 1, "number"), "loss=squared hash.bits=12");
        JsonNode present = explained(List.of("| a:5000 b:0.1"));
        JsonNode missing = explained(List.of("| b:0.1"));
        double base = present.get(0).get("base").doubleValue();
        assertThat(missing.get(0).get("base").doubleValue()).isEqualTo(base);
        assertThat(present.get(0).get("features").size()).isEqualTo(2);
        assertThat(missing.get(0).get("features").size()).isEqualTo(1);
        for (JsonNode feature : present.get(0).get("features")) {
            if (feature.get("names").get(0).textValue().equals("a")) {
                assertThat(feature.get("centre").doubleValue()).isCloseTo(5000, within(50.0));
            }
        }
    }

    @Test
    void whatBoundsTakeOffIsItsOwnLine() throws IOException {
        learn(ExampleFiles.vw(400, 1), "loss=squared");
        Outcome outcome = explain(List.of("| a:2 b:-100 c:0"));
        assertThat(outcome.out()).contains("(bounds: margins are kept from -1.000000 to 1.000000)");
        JsonNode example = explained(List.of("| a:2 b:-100 c:0")).get(0);
        assertThat(example.get("margin").doubleValue()).isEqualTo(1.0);
        assertThat(example.get("bounds").doubleValue()).isNegative();
    }

    @Test
    void ofManyClassesThePredictedOneIsExplainedOrTheOneThatIsNamed() throws IOException {
        learn(lines(600, 1, "class"), "loss=softmax classes=4");
        List<String> asked = lines(1, 3, "class");
        JsonNode predicted = explained(asked).get(0);
        for (int kind = 0; kind < 4; kind++) {
            JsonNode of = explained(asked, "--class", "kind-" + kind).get(0);
            assertThat(of.get("class").textValue()).isEqualTo("kind-" + kind);
            assertThat(of.get("margin").doubleValue() - predicted.get("margin").doubleValue())
                    .isCloseTo(
                            Math.log(of.get("prediction").doubleValue()
                                    / predicted.get("prediction").doubleValue()),
                            within(1e-5));
        }
        Outcome unknown = explain(asked, "--class", "kind-9");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("kind-9", "kind-0").doesNotContain("\tat ");
    }

    @Test
    void theFirstTenAreExplainedOrTheOneThatIsAskedFor() throws IOException {
        learn(ExampleFiles.vw(100, 1), "loss=logistic");
        List<String> asked = new ArrayList<>(ExampleFiles.vw(12, 5));
        asked.add(1, "1 | a:not-a-number");
        assertThat(explained(asked)).hasSize(10);
        assertThat(explained(asked, "--example", "all")).hasSize(12);
        JsonNode third = explained(asked, "--example", "3");
        assertThat(third).hasSize(1);
        assertThat(third.get(0).get("line").intValue()).isEqualTo(4);
        assertThat(explain(asked, "--example", "13").err()).contains("--example is 13; - has 12 examples");
        assertThat(explain(asked, "--example", "0").exitCode()).isEqualTo(2);
    }

    @Test
    void thoseThatAddLessAreSummedUp() throws IOException {
        learn(lines(300, 1, "sign"), "loss=logistic");
        JsonNode all = explained(lines(1, 2, "sign"), "--top", "0").get(0);
        JsonNode two = explained(lines(1, 2, "sign"), "--top", "2").get(0);
        int features = all.get("features").size();
        assertThat(two.get("features").size()).isEqualTo(2);
        assertThat(two.get("moreFeatures").intValue()).isEqualTo(features - 2);
        double rest = 0;
        for (int k = 2; k < features; k++) {
            rest += all.get("features").get(k).get("adds").doubleValue();
        }
        assertThat(two.get("moreAdd").doubleValue()).isCloseTo(rest, within(1e-12));
        assertThat(explain(lines(1, 2, "sign"), "--top", "2").out()).contains("(" + (features - 2) + " more features)");
    }
}
