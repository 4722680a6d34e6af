package io.thalweg.cli;

import io.thalweg.example.Example;
import io.thalweg.model.Labels;
import io.thalweg.model.Prediction;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * CSV with the header {@code prediction,label,loss}, a line an example, in order; label and loss are empty where there is no label. With many
 * classes, prediction and label are their names. Failures name the file. Without a file nothing is written, nor made into text.
 */
final class PredictionsFile implements Closeable {
    private final Path file;
    private final Writer out;

    /** @param file null for none */
    PredictionsFile(Path file) {
        this.file = file;
        try {
            out = file == null
                    ? null
                    : new BufferedWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8), 1 << 16);
        } catch (IOException e) {
            throw Failures.unusableFile(e);
        }
        if (out != null) {
            write("prediction,label,loss\n");
        }
    }

    void write(Labels labels, Example example, Prediction prediction) {
        if (out != null) {
            write(labels.text(prediction), labels.text(example), prediction.loss());
        }
    }

    /** @param label empty if there is none */
    void write(String prediction, String label, double loss) {
        if (out != null) {
            write(Csv.cell(prediction) + (label.isEmpty() ? ",," : "," + Csv.cell(label) + "," + loss) + "\n");
        }
    }

    private void write(String line) {
        try {
            out.write(line);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private Failure failed(IOException e) {
        return new Failure(Failure.RUNTIME, NamedExamples.named(file.toString(), e), e);
    }

    @Override
    public void close() {
        try {
            if (out != null) {
                out.close();
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
