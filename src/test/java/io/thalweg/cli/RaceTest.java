package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.thalweg.cli.Terminal.Outcome;
import io.thalweg.config.RacedKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RaceTest {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void makeFile() throws IOException {
        file = ExampleFiles.write(directory.resolve("examples.vw"), ExampleFiles.vw(300, 7));
    }

    private static Outcome learn(Path file, String... more) {
        return Terminal.run(Stream.concat(Stream.of("learn", file.toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    private static List<JsonNode> rows(Outcome outcome) throws IOException {
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        return StreamSupport.stream(outcome.json().get("race").spliterator(), false)
                .toList();
    }

    private static List<String> sets(JsonNode row) {
        return StreamSupport.stream(row.get("set").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static JsonNode alone(Path file, List<String> sets, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(more));
        sets.forEach(set -> arguments.addAll(List.of("--set", set)));
        arguments.add("--json");
        return learn(file, arguments.toArray(String[]::new)).json();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "learning.rate=0.1,0.5; l2=0,1e-3 | 5",
                "optimizer=sgd,adagrad,nag,ftrl,auto | 5",
                "hash.bits=1,2,18 | 3",
                "optimizer=auto,adagrad; hash.bits=1,2 | 5"
            })
    void everyContestantLearnsAsItWouldAlone(String race, int contestants) throws IOException {
        List<JsonNode> rows = rows(learn(file, "--race", race, "--json"));
        assertThat(rows).hasSize(contestants);
        for (JsonNode row : rows) {
            JsonNode alone = alone(file, sets(row));
            for (String figure : List.of("meanLoss", "rollingLoss", "accuracy", "refusedUpdates")) {
                assertThat(row.get(figure)).as("%s of %s", figure, row).isEqualTo(alone.get(figure));
            }
        }
    }

    @Test
    void theSmallestMeanLossWinsAndTheFiguresAreTheWinners() throws IOException {
        Outcome outcome = learn(file, "--race", "optimizer=sgd,adagrad; learning.rate=1e-6,0.5", "--json");
        List<JsonNode> rows = rows(outcome);
        assertThat(rows).extracting(row -> row.get("meanLoss").asDouble()).isSorted();
        assertThat(outcome.json().get("winner")).isEqualTo(rows.get(0));
        assertThat(outcome.json().get("meanLoss")).isEqualTo(rows.get(0).get("meanLoss"));
        assertThat(outcome.json().get("examples").asInt()).isEqualTo(300);
    }

    @Test
    void theWinnersSettingsCanBePasted() {
        Outcome outcome = learn(file, "--set", "optimizer=sgd", "--race", "learning.rate=1e-9,0.5; l2=0,1");
        assertThat(outcome.out()).contains("winner               --set learning.rate=0.5 --set l2=0\n");
        assertThat(outcome.out().lines().filter(line -> line.contains("<- ")))
                .singleElement()
                .asString()
                .endsWith("learning.rate=0.5 l2=0  <- winner, default");
    }

    @Test
    void theConfigurationAsItIsTakesPartOnce() throws IOException {
        List<JsonNode> rows = rows(learn(file, "--race", "learning.rate=0.1,0.5", "--json"));
        assertThat(rows)
                .filteredOn(row -> row.get("default").asBoolean())
                .singleElement()
                .satisfies(row -> assertThat(sets(row)).isEmpty())
                .satisfies(row -> assertThat(row.get("optimizer").asText()).isEqualTo("auto"));
        assertThat(rows)
                .filteredOn(row -> !row.get("default").asBoolean())
                .allMatch(row -> row.get("optimizer").asText().equals("adagrad"))
                .hasSize(2);

        rows = rows(learn(file, "--race", "optimizer=sgd,auto", "--race", "l2=0,0.00", "--json"));
        assertThat(rows).hasSize(2);
        assertThat(rows)
                .filteredOn(row -> row.get("default").asBoolean())
                .singleElement()
                .satisfies(row -> assertThat(sets(row)).containsExactly("optimizer=auto"));
    }

    @Test
    void theLeaderIsShownAtOneTwoFourEight() {
        assertThat(learn(file, "--race", "optimizer=sgd,adagrad")
                        .out()
                        .lines()
                        .limit(10)
                        .skip(1))
                .extracting(line -> line.strip().split(" ")[0])
                .containsExactly("1", "2", "4", "8", "16", "32", "64", "128", "256");
    }

    /** One feature is ten thousand times another: plain steps of rate 1 grow without end. */
    private Path unscaled() throws IOException {
        Random random = new Random(3);
        return ExampleFiles.write(
                directory.resolve("unscaled.vw"),
                IntStream.range(0, 400)
                        .mapToObj(i -> {
                            double a = random.nextGaussian();
                            double b = random.nextGaussian();
                            return String.format(Locale.ROOT, "%.4f | a:%.4f b:%.1f", a + b, a, 1e4 * b);
                        })
                        .toList());
    }

    @Test
    void whoDivergesRetiresAndIsToldOnce() throws IOException {
        String race = "optimizer=sgd; updates=plain; learning.rate=1e-9,1";
        Outcome outcome = learn(unscaled(), "--set", "loss=squared", "--race", race, "--json");
        List<JsonNode> rows = rows(outcome);
        assertThat(rows).hasSize(3);
        JsonNode retired = rows.get(2);
        assertThat(sets(retired)).contains("learning.rate=1");
        long at = retired.get("retiredAt").asLong();
        assertThat(at).isBetween(101L, 130L);
        long refused = retired.get("refusedUpdates").asLong();
        assertThat(refused).isBetween(100L, at);
        assertThat(retired.get("meanLoss").asDouble()).isFinite().isGreaterThan(1e9);
        assertThat(outcome.errLines())
                .filteredOn(line -> line.startsWith("race: "))
                .containsExactly("race: optimizer=sgd updates=plain learning.rate=1 retired at example " + at
                        + ": it diverges (" + refused + " refused updates)");
        assertThat(outcome.err()).contains("<- retired at example " + at);

        for (JsonNode row : rows.subList(0, 2)) {
            assertThat(row.get("retiredAt").isNull()).isTrue();
            JsonNode alone = alone(unscaled(), sets(row), "--set", "loss=squared");
            assertThat(row.get("meanLoss")).isEqualTo(alone.get("meanLoss"));
            assertThat(row.get("rmse")).isEqualTo(alone.get("rmse"));
        }
    }

    @Test
    void aRaceEndsWhenNobodyIsLeft() throws IOException {
        Outcome outcome = learn(
                unscaled(),
                "--set",
                "loss=squared",
                "--set",
                "optimizer=sgd",
                "--set",
                "updates=plain",
                "--race",
                "learning.rate=0.6,1",
                "--json");
        assertThat(rows(outcome))
                .hasSize(3)
                .allMatch(row -> row.get("retiredAt").asLong() > 100);
        assertThat(outcome.json().get("winner").isNull()).isTrue();
        assertThat(outcome.json().get("examples").asInt()).isLessThan(400);
        assertThat(outcome.err()).contains("race: nobody is left; the rest of the file was not read");
    }

    @Test
    void aLocaleWithOtherDigitsChangesNothing() {
        String[] race = {"--race", "learning.rate=0.1,1e30", "--set", "optimizer=sgd"};
        String root = withoutSpeed(learn(file, race));
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            assertThat(withoutSpeed(learn(file, race))).isEqualTo(root);
        } finally {
            Locale.setDefault(before);
        }
    }

    private static String withoutSpeed(Outcome outcome) {
        return outcome.out().lines().filter(line -> !line.startsWith("speed")).collect(Collectors.joining("\n"))
                + outcome.err();
    }

    @Test
    void withoutLabelsNobodyWins() throws IOException {
        Path unlabeled = ExampleFiles.write(directory.resolve("unlabeled.vw"), List.of("| a:1", "| b:2"));
        Outcome outcome = learn(unlabeled, "--race", "optimizer=sgd", "--json");
        assertThat(rows(outcome)).hasSize(2);
        assertThat(outcome.json().get("winner").isNull()).isTrue();
        assertThat(outcome.json().get("meanLoss").isNull()).isTrue();
        assertThat(rows(outcome)).allMatch(row -> row.get("meanLoss").isNull());
    }

    @Test
    void whatOneContestantCannotTakeNoneLearns() throws IOException {
        Path indexed = ExampleFiles.write(directory.resolve("x.libsvm"), List.of("1 1:1", "0 20:1", "0 2:1"));
        Outcome outcome = learn(indexed, "--race", "hash.bits=3,4,18", "--json");
        assertThat(rows(outcome)).hasSize(3);
        assertThat(outcome.json().get("labeled").asInt()).isEqualTo(2);
        assertThat(outcome.json().get("rejected").asInt()).isEqualTo(1);
        assertThat(outcome.err()).contains("line 2: INDEX_OUT_OF_RANGE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "loss=logistic,hinge | loss cannot be raced: mean losses of different kinds cannot be compared",
                "examples.max.features=1,2 | all contestants must see the same examples",
                "learning.rat=1 | learning.rat cannot be raced: did you mean learning.rate?",
                "examples.topic=a,b | examples.topic cannot be raced: it does not decide how weights are learned",
                "rolling.loss.window=1,2 | rolling.loss.window cannot be raced: it does not decide how weights are learned",
                "l2 | 'l2' is not of the form key=value,value",
                "l2=1,,2 | a value of l2 is empty",
                "l2=1; l2=2 | l2 is there twice",
                "l1=0,1,2,3,4,5,6,7; l2=0,1,2,3,4,5,6,7,8 | --race has 72 contestants; there may be 64",
                "l1=0,1,2,3,4,5,6,8; l2=1,2,3,4,5,6,7,8 | --race has 65 contestants; there may be 64"
            })
    void aWrongRaceIsRefused(String race, String words) {
        Outcome outcome = learn(file, "--race", race);
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("thalweg: ").contains(words).doesNotContain("Exception");
    }

    @Test
    void whatCanBeRacedIsSaidWithEverythingThatCannot() {
        assertThat(learn(file, "--race", "loss=hinge; threads=1,2").errLines())
                .hasSize(3)
                .last()
                .asString()
                .contains("these can be raced: optimizer, learning.rate, ")
                .contains("hash.bits");
    }

    @Test
    void theHelpNamesWhatCanBeRaced() {
        assertThat(Terminal.run("learn", "--help").out().replaceAll("\\s+", ""))
                .contains(String.join(",", RacedKeys.ALL));
    }

    @Test
    void everyErrorIsSaidOnceWithTheContestantsThatItComesFrom() {
        Outcome outcome = learn(
                file,
                "--set",
                "rolling.loss.window=0",
                "--race",
                "optimizer=adagrad,nag; learning.rate=-1,0.5; l2=0,1");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.errLines()).hasSize(4).first().isEqualTo("thalweg: 3 errors in the configuration:");
        assertThat(outcome.err())
                .contains("rolling.loss.window=0 in --set: must be ")
                .contains("learning.rate=-1 in --set: must be ")
                .contains(" (contestant optimizer=adagrad learning.rate=-1 l2=0 and 3 more)\n")
                .contains(" (contestant optimizer=nag learning.rate=-1 l2=1 and 1 more)\n");
    }

    @ParameterizedTest
    @CsvSource({"--predictions-out", "--curve-out", "--snapshot-out"})
    void filesOfOneModelAreRefused(String option) {
        Path out = directory.resolve("out");
        Outcome outcome = learn(file, "--race", "l2=0,1", option, out.toString());
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("are about one model: run the race first");
        assertThat(out).doesNotExist();
    }

    @Test
    void aWarmStartIsRefused() {
        Outcome outcome = learn(file, "--race", "l2=0,1", "--set", "warm.start=latest");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("leave warm.start out");
    }
}
