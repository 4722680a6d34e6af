package io.thalweg.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code learn} says of how good it was is what its predictions say. */
class LearnFiguresTest {
    private static final int EXAMPLES = 205;
    private static final int EVERY = 20;
    private static final int WINDOW = 50;

    @TempDir
    private Path directory;

    private JsonNode summary;

    @Test
    void ofClasses() throws IOException {
        List<double[]> predictions = learn("logistic");
        assertThat(summary.path("accuracy").asDouble()).isCloseTo(accuracy(predictions), within(1e-12));
        assertThat(summary.path("rollingAccuracy").asDouble())
                .isCloseTo(accuracy(predictions.subList(EXAMPLES - WINDOW, EXAMPLES)), within(1e-12));
        assertThat(members())
                .contains("calibration", "rollingCalibration", "rollingAuc", "normalizedEntropy")
                .contains("rollingNormalizedEntropy", "baselineAccuracy", "rollingBaselineAccuracy")
                .contains("baselineNormalizedEntropy", "previousLabelAccuracy", "rollingPreviousLabelAccuracy")
                .contains("previousLabelNormalizedEntropy", "previousLabelLoss", "rollingPreviousLabelLoss")
                .doesNotContain("auc", "baselineAuc", "baselineCalibration", "mae", "rmse", "r2");
        assertThat(summary.path("reliability")).hasSize(10);
        assertThat(summary.path("rollingReliability")).hasSize(10);
        double counted = 0;
        for (JsonNode bin : summary.path("reliability")) {
            counted += bin.path("importance").asDouble();
        }
        assertThat(counted).isEqualTo(EXAMPLES);
        checkCurve("rollingAccuracy", predictions);
    }

    @Test
    void ofNumbers() throws IOException {
        List<double[]> predictions = learn("squared");
        double absolute = 0;
        double squares = 0;
        for (double[] row : predictions) {
            absolute += Math.abs(row[0] - row[1]) / EXAMPLES;
            squares += (row[0] - row[1]) * (row[0] - row[1]) / EXAMPLES;
        }
        assertThat(summary.path("mae").asDouble()).isCloseTo(absolute, within(1e-12));
        assertThat(summary.path("rmse").asDouble()).isCloseTo(Math.sqrt(squares), within(1e-12));
        assertThat(members())
                .contains("r2", "rollingMae", "rollingRmse", "rollingR2", "baselineMae", "baselineRmse", "baselineR2")
                .contains("previousLabelMae", "previousLabelRmse", "previousLabelR2", "rollingPreviousLabelRmse")
                .doesNotContain("accuracy", "rollingAuc", "calibration", "normalizedEntropy", "reliability");
        checkCurve("rollingMae", predictions);
    }

    private void checkCurve(String figure, List<double[]> predictions) throws IOException {
        List<String> lines = Files.readAllLines(directory.resolve("curve.csv"));
        List<String> header = List.of(lines.get(0).split(",", -1));
        assertThat(header)
                .startsWith("examples", "labeled", "meanLoss", "rollingLoss")
                .doesNotHaveDuplicates();
        assertThat(EXAMPLES % EVERY)
                .as("so that there is a line more at the end")
                .isNotZero();
        assertThat(lines).hasSize(2 + EXAMPLES / EVERY);
        for (int line = 1; line < lines.size(); line++) {
            List<String> cells = List.of(lines.get(line).split(",", -1));
            int labeled = Math.min(line * EVERY, EXAMPLES);
            assertThat(cells).hasSameSizeAs(header).startsWith("" + labeled, "" + labeled);
            double loss = predictions.subList(0, labeled).stream()
                    .mapToDouble(row -> row[2])
                    .average()
                    .orElseThrow();
            assertThat(Double.parseDouble(cells.get(2))).isCloseTo(loss, within(1e-12));
            List<double[]> window = predictions.subList(Math.max(0, labeled - WINDOW), labeled);
            double expected = figure.equals("rollingMae") ? meanAbsoluteError(window) : accuracy(window);
            assertThat(Double.parseDouble(cells.get(header.indexOf(figure))))
                    .isCloseTo(expected, within(1e-6)); // the window keeps floats
        }
    }

    private static double meanAbsoluteError(List<double[]> rows) {
        return rows.stream()
                .mapToDouble(row -> Math.abs(row[0] - row[1]))
                .average()
                .orElseThrow();
    }

    private static double accuracy(List<double[]> rows) {
        return rows.stream()
                .mapToDouble(row -> (row[0] > 0.5) == (row[1] == 1) ? 1 : 0)
                .average()
                .orElseThrow();
    }

    /** Returns prediction, label and loss of every example. */
    private List<double[]> learn(String loss) throws IOException {
        Path data = directory.resolve("data.vw");
        Path predictions = directory.resolve("predictions.csv");
        Random random = new Random(9);
        StringBuilder lines = new StringBuilder();
        for (int k = 0; k < EXAMPLES; k++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            double number = a - 2 * b + random.nextGaussian();
            String label = loss.equals("squared") ? Double.toString(number) : number > 0 ? "1" : "-1";
            lines.append(String.format(Locale.ROOT, "%s | a:%f b:%f%n", label, a, b));
        }
        Files.writeString(data, lines);
        PrintStream standard = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(out, true, UTF_8));
            assertThat(Main.run(
                            "learn",
                            data.toString(),
                            "--json",
                            "--set=loss=" + loss,
                            "--set=rolling.loss.every=" + EVERY,
                            "--set=rolling.loss.window=" + WINDOW,
                            "--predictions-out=" + predictions,
                            "--curve-out=" + directory.resolve("curve.csv")))
                    .isZero();
        } finally {
            System.setOut(standard);
        }
        summary = new ObjectMapper().readTree(out.toString(UTF_8));
        return Files.readAllLines(predictions).stream()
                .skip(1)
                .map(line -> Arrays.stream(line.split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
    }

    private List<String> members() {
        List<String> members = new ArrayList<>();
        summary.fieldNames().forEachRemaining(members::add);
        return members;
    }
}
