package io.thalweg.cli;

import io.thalweg.example.Example;
import io.thalweg.model.Prediction;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** CSV with the header {@code prediction,label,loss}, a line an example, in order; label and loss are empty where there is no label. */
final class PredictionsFile implements Closeable {
    private final Writer out;

    /** @param file null for none */
    PredictionsFile(Path file) {
        try {
            out = file == null
                    ? Writer.nullWriter()
                    : new BufferedWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8), 1 << 16);
            out.write("prediction,label,loss\n");
        } catch (IOException e) {
            throw Failures.unusableFile(e);
        }
    }

    void write(Example example, Prediction prediction) throws IOException {
        out.write(Double.toString(prediction.mean()));
        out.write(',');
        if (example.hasLabel()) {
            out.write(Double.toString(example.label()));
            out.write(',');
            out.write(Double.toString(prediction.loss()));
        } else {
            out.write(',');
        }
        out.write('\n');
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
