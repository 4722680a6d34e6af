package io.thalweg.cli;

import io.thalweg.evaluation.RollingLoss;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Progress as Vowpal Wabbit's users know it: a line at 1, 2, 4, 8 … examples, with the rolling losses of the baseline and the previous label beside the
 * learner's. Means since the last line count labelled examples alike.
 */
final class ProgressTable {
    private static final int COLUMN = 12;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+\\.[0-9]+(E-?[0-9]+)?");
    private static final Pattern LINE_BREAK = Pattern.compile("\\R");

    /** Control and format characters, with which data could drive the terminal that shows them. */
    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{C}");

    private static final String HEADER = String.format(
            "%12s %12s %12s %12s %12s %12s %12s %12s %9s",
            "examples",
            "mean loss",
            "since last",
            "rolling",
            "baseline",
            "previous",
            "label",
            "prediction",
            "features");

    private final PrintStream out;
    private long examples;
    private long nextLine = 1;
    private double lossSinceLine;
    private long labeledSinceLine;

    ProgressTable(PrintStream out) {
        this.out = out;
    }

    /**
     * @param loss NaN without a label
     * @param label as it is written, empty if there is none; asked for, like all that is supplied, when a line is due
     * @param losses the figures so far
     */
    void add(
            double loss,
            Supplier<String> label,
            Supplier<String> prediction,
            int features,
            Supplier<RollingLoss> losses) {
        examples++;
        if (!Double.isNaN(loss)) {
            lossSinceLine += loss;
            labeledSinceLine++;
        }
        if (examples == nextLine) {
            print(label.get(), prediction.get(), features, losses.get());
            nextLine *= 2;
        }
    }

    private void print(String label, String prediction, int features, RollingLoss losses) {
        if (examples == 1) {
            out.println(HEADER);
        }
        out.printf(
                Locale.ROOT,
                "%12d %12s %12s %12s %12s %12s %12s %12s %9d%n",
                examples,
                losses.labeled() == 0 ? "-" : number(losses.meanLoss()),
                labeledSinceLine == 0 ? "-" : number(lossSinceLine / labeledSinceLine),
                losses.labeled() == 0 ? "-" : number(losses.rollingLoss()),
                losses.labeled() == 0 ? "-" : number(losses.rollingBaselineLoss()),
                losses.labeled() == 0
                        ? "-"
                        : number(losses.rolling().previousLabel().loss()),
                column(label),
                column(prediction),
                features);
        lossSinceLine = 0;
        labeledSinceLine = 0;
    }

    /** A number as all numbers are shown; a name as far as it fits. */
    private static String column(String text) {
        if (text.isEmpty()) {
            return "-";
        }
        return NUMBER.matcher(text).matches() ? number(Double.parseDouble(text)) : shortened(text, COLUMN);
    }

    /** A name from data in as many characters as there are; line breaks are blanks, and what cannot be printed is a question mark. */
    static String shortened(String name, int most) {
        String line =
                UNPRINTABLE.matcher(LINE_BREAK.matcher(name).replaceAll(" ")).replaceAll("?");
        return line.codePointCount(0, line.length()) <= most
                ? line
                : line.substring(0, line.offsetByCodePoints(0, most - 1)) + "…";
    }

    /** Six decimals as far as they fit into a column, else the exponent form. */
    static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 99_999 ? "%.6f" : "%.5e", value);
    }
}
