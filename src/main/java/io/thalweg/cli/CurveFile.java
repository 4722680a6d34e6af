package io.thalweg.cli;

import io.thalweg.evaluation.Comparison;
import io.thalweg.evaluation.Quality;
import io.thalweg.evaluation.RollingLoss;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The learning curve as CSV: a line at every so many labelled examples, and at the end, with the losses, then the rolling figures of the served predictions, of
 * the baseline and of the previous label. The header names them; a figure that is not defined is empty. Failures name the file.
 */
final class CurveFile implements Closeable {
    private static final String LOSSES = "examples,labeled,meanLoss,rollingLoss,baselineLoss,rollingBaselineLoss,"
            + "previousLabelLoss,rollingPreviousLabelLoss";

    private final Path file;
    private final int every;
    private final Writer out;

    /**
     * @param file null for none
     * @param every labelled examples from one line to the next
     */
    CurveFile(Path file, int every) {
        this.file = file;
        this.every = file == null ? Integer.MAX_VALUE : every;
        try {
            out = file == null
                    ? Writer.nullWriter()
                    : new BufferedWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8));
            out.write(LOSSES);
            for (String prefix : new String[] {"rolling", "rollingBaseline", "rollingPreviousLabel"}) {
                for (Figure figure : Figure.values()) {
                    out.write(',' + figure.member(prefix));
                }
            }
            out.write('\n');
        } catch (IOException e) {
            throw Failures.unusableFile(e);
        }
    }

    /** Whether a line is due now that a label has been learned, the {@code labeled}th. */
    boolean isDue(long labeled) {
        return labeled % every == 0;
    }

    void write(long examples, RollingLoss losses) {
        try {
            line(examples, losses);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void line(long examples, RollingLoss losses) throws IOException {
        Comparison all = losses.cumulative();
        Comparison now = losses.rolling();
        out.write(examples + "," + losses.labeled());
        cell(all.model().loss());
        cell(now.model().loss());
        cell(all.baseline().loss());
        cell(now.baseline().loss());
        cell(all.previousLabel().loss());
        cell(now.previousLabel().loss());
        for (Quality quality : new Quality[] {now.model(), now.baseline(), now.previousLabel()}) {
            for (Figure figure : Figure.values()) {
                cell(figure.of(quality));
            }
        }
        out.write('\n');
    }

    private void cell(double value) throws IOException {
        out.write(Double.isNaN(value) ? "," : "," + value);
    }

    private Failure failed(IOException e) {
        return new Failure(Failure.RUNTIME, NamedExamples.named(file.toString(), e), e);
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
