package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.thalweg.cli.Terminal.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotTopTest {
    @TempDir
    Path directory;

    private Path path(String name) {
        return directory.resolve(name);
    }

    /** Income moves the label most, though its weight is small; a word less, and another not at all. */
    private static List<String> lines(int count) {
        Random random = new Random(1);
        List<String> lines = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            double income = 50_000 + 10_000 * random.nextGaussian();
            boolean good = random.nextBoolean();
            double label = (income - 50_000) / 1000 + (good ? 2 : 0) + 0.1 * random.nextGaussian();
            lines.add(String.format(
                    Locale.ROOT,
                    "%.3f | income:%.1f %s noise%d",
                    label,
                    income,
                    good ? "good" : "poor",
                    random.nextInt(3)));
        }
        return lines;
    }

    private void learn(List<String> lines, String... settings) throws IOException {
        Files.write(path("learned.vw"), lines);
        List<String> arguments = new ArrayList<>(List.of(
                "learn",
                path("learned.vw").toString(),
                "--snapshot-out",
                path("model.avro").toString()));
        for (String setting : settings) {
            arguments.addAll(List.of("--set", setting));
        }
        Outcome outcome = Terminal.run(arguments.toArray(String[]::new));
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    }

    private Outcome top(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("snapshot", "top", path("model.avro").toString()));
        arguments.addAll(List.of(more));
        return Terminal.run(arguments.toArray(String[]::new));
    }

    private JsonNode json(String... more) throws IOException {
        List<String> options = new ArrayList<>(List.of(more));
        options.add("--json");
        Outcome outcome = top(options.toArray(String[]::new));
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        return outcome.json();
    }

    private static List<String> names(JsonNode top) {
        List<String> names = new ArrayList<>();
        top.get("weights")
                .forEach(weight -> names.add(
                        weight.get("names").isEmpty()
                                ? "#" + weight.get("index").intValue()
                                : weight.get("names").get(0).textValue()));
        return names;
    }

    @Test
    void autoRanksByWhatAFeatureOfTypicalSizeMoves() throws IOException {
        learn(lines(2000), "loss=squared");
        JsonNode top = json("--count", "3");
        assertThat(top.get("rankedBy").textValue()).isEqualTo("|weight| * typical size");
        assertThat(names(top)).hasSize(3).first().isEqualTo("income");
        assertThat(names(top).subList(1, 3)).containsAnyOf("good", "poor");
        JsonNode income = top.get("weights").get(0);
        assertThat(income.get("weight").doubleValue()).isBetween(0.0009, 0.0011);
        assertThat(income.get("typicalSize").doubleValue()).isBetween(9_000.0, 11_000.0);
        assertThat(income.get("taken").textValue()).isEqualTo("centred");
        assertThat(top().out()).contains("income", "ranked by", "centred");
    }

    @Test
    void withoutScalesTheWeightAloneRanks() throws IOException {
        learn(lines(2000), "loss=squared", "optimizer=nag");
        JsonNode top = json();
        assertThat(top.get("rankedBy").textValue()).isEqualTo("|weight|");
        assertThat(top.get("weights").get(0).get("typicalSize").isNull()).isTrue();
        double before = Double.MAX_VALUE;
        for (JsonNode weight : top.get("weights")) {
            assertThat(Math.abs(weight.get("weight").doubleValue())).isLessThanOrEqualTo(before);
            before = Math.abs(weight.get("weight").doubleValue());
        }
        assertThat(names(top)).last().isEqualTo("income");
    }

    @Test
    void collisionsAreMarked() throws IOException {
        learn(lines(500), "loss=squared", "hash.bits=1");
        assertThat(top().out()).containsPattern("\\w+ \\| \\w+.*  \\(collision\\)");
        assertThat(json().get("weights")).anyMatch(weight -> weight.get("names").size() > 1);
    }

    @Test
    void unknownNamesAreIndicesUntilAFileIsGiven() throws IOException {
        learn(lines(500), "loss=squared", "names.keep=0");
        Outcome unnamed = top();
        assertThat(unnamed.out()).containsPattern("#\\d+").contains("--names FILE", "names.keep");
        assertThat(names(json("--names", path("learned.vw").toString()))).contains("income", "good", "poor");
        assertThat(top("--names", path("learned.vw").toString()).out()).doesNotContain("#");
    }

    @Test
    void namesSurviveTheSnapshotAndAWarmStart() throws IOException {
        learn(lines(500), "loss=squared");
        Files.move(path("model.avro"), path("before.avro"));
        learn(List.of("1 | other:1"), "loss=squared", "warm.start=" + path("before.avro"));
        assertThat(names(json())).contains("income", "good");
        learn(
                List.of("1 | other:1"),
                "loss=squared",
                "optimizer=adagrad",
                "warm.start.take=weights",
                "warm.start=" + path("before.avro"));
        assertThat(names(json())).contains("income", "good");
    }

    @Test
    void ofManyClassesAllWeightsOrThoseOfOne() throws IOException {
        learn(
                lines(1000).stream()
                        .map(line -> (line.startsWith("-") ? "low" : "high") + line.substring(line.indexOf(' ')))
                        .toList(),
                "loss=softmax",
                "classes=2");
        JsonNode all = json();
        assertThat(all.get("weights"))
                .anyMatch(weight -> weight.get("class").textValue().equals("low"));
        assertThat(all.get("weights"))
                .anyMatch(weight -> weight.get("class").textValue().equals("high"));
        assertThat(json("--class", "low").get("weights"))
                .allMatch(weight -> weight.get("class").textValue().equals("low"));
        assertThat(top("--class", "middle").exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1"})
    void aCountOfNoneIsRefused(String count) throws IOException {
        learn(lines(10), "loss=squared");
        Outcome outcome = top("--count", count);
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("--count is " + count + "; it must be 1 or more");
    }
}
