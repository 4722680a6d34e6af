package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.evaluation.Convergence;
import io.thalweg.evaluation.ProgressiveValidation;
import io.thalweg.loss.SquaredLoss;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTableTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ProgressTable table = new ProgressTable(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    private final ProgressiveValidation losses =
            new ProgressiveValidation(new SquaredLoss(), 3, new Convergence(0.01, 1));

    private void add(double label, double loss) {
        if (!Double.isNaN(label)) {
            losses.record(label, 1, 0.25, 0.25, loss, 0);
        }
        table.add(
                loss,
                () -> Double.isNaN(label) ? "" : Double.toString(label),
                () -> "0.25",
                7,
                () -> losses.rollingLoss(0));
    }

    private List<List<String>> rows() {
        return bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> List.of(line.strip().split(" {2,}")))
                .toList();
    }

    @Test
    void aLocaleWithOtherDigitsChangesNothing() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            add(1, 1);
        } finally {
            Locale.setDefault(before);
        }
        assertThat(rows().get(1)).startsWith("1").endsWith("7");
    }

    @Test
    void aLineComesAtOneTwoFourEight() {
        for (int i = 1; i <= 17; i++) {
            add(1, i);
        }
        assertThat(rows())
                .containsExactly(
                        List.of(
                                "examples",
                                "mean loss",
                                "since last",
                                "rolling",
                                "baseline",
                                "previous",
                                "label",
                                "prediction",
                                "features"),
                        List.of(
                                "1",
                                "1.000000",
                                "1.000000",
                                "1.000000",
                                "0.500000",
                                "0.500000",
                                "1.000000",
                                "0.250000",
                                "7"),
                        List.of(
                                "2",
                                "1.500000",
                                "2.000000",
                                "1.500000",
                                "0.250000",
                                "0.250000",
                                "1.000000",
                                "0.250000",
                                "7"),
                        List.of(
                                "4",
                                "2.500000",
                                "3.500000",
                                "3.000000",
                                "0.000000",
                                "0.000000",
                                "1.000000",
                                "0.250000",
                                "7"),
                        List.of(
                                "8",
                                "4.500000",
                                "6.500000",
                                "7.000000",
                                "0.000000",
                                "0.000000",
                                "1.000000",
                                "0.250000",
                                "7"),
                        List.of(
                                "16",
                                "8.500000",
                                "12.500000",
                                "15.000000",
                                "0.000000",
                                "0.000000",
                                "1.000000",
                                "0.250000",
                                "7"));
    }

    @Test
    void withoutLabelsThereIsNoLoss() {
        add(Double.NaN, Double.NaN);
        add(1, 4);
        add(Double.NaN, Double.NaN);
        add(Double.NaN, Double.NaN);
        assertThat(rows().subList(1, 4))
                .containsExactly(
                        List.of("1", "-", "-", "-", "-", "-", "-", "0.250000", "7"),
                        List.of(
                                "2",
                                "4.000000",
                                "4.000000",
                                "4.000000",
                                "0.500000",
                                "0.500000",
                                "1.000000",
                                "0.250000",
                                "7"),
                        List.of("4", "4.000000", "-", "4.000000", "0.500000", "0.500000", "-", "0.250000", "7"));
    }

    @Test
    void columnsStayInLine() {
        add(-123_456_789, 1e300);
        add(1, 1e-9);
        assertThat(bytes.toString(StandardCharsets.UTF_8)
                        .lines()
                        .map(String::length)
                        .distinct())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.000000",
        "-1.5, -1.500000",
        "99998.9999999, 99999.000000",
        "99999, 9.99990e+04",
        "-1e9, -1.00000e+09",
        "NaN, NaN"
    })
    void numbersHaveSixDecimalsAsFarAsTheyFit(double number, String text) {
        assertThat(ProgressTable.number(number)).isEqualTo(text);
    }

    @Test
    void dataCannotDriveTheTerminal() {
        assertThat(ProgressTable.shortened("\u001b[31mred\u0007\u202e\r\nx", 100))
                .isEqualTo("?[31mred?? x");
    }
}
