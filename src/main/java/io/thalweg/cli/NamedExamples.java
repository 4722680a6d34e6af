package io.thalweg.cli;

import io.thalweg.example.ExampleReader;
import io.thalweg.example.ExampleSink;
import io.thalweg.serde.AvroExampleReader;
import java.io.IOException;
import java.util.Optional;
import org.apache.avro.Schema;

/** The examples of a file whose failures say which file it is, and how far it was read. */
final class NamedExamples implements ExampleReader {
    private final ExampleReader source;
    private final String file;

    /** @param file as the user has named it */
    NamedExamples(ExampleReader source, String file) {
        this.source = source;
        this.file = file;
    }

    @Override
    public boolean read(ExampleSink sink) throws IOException {
        try {
            return source.read(sink);
        } catch (IOException e) {
            throw new IOException(named(file, e) + " (behind line or record " + source.line() + ")", e);
        }
    }

    /** What all of them were written with, in the formats that say it. */
    Optional<Schema> schema() {
        return source instanceof AvroExampleReader records ? Optional.of(records.schema()) : Optional.empty();
    }

    /** What is wrong with a file, with the file's name, once. */
    static String named(String file, IOException e) {
        String what = Failures.words(e);
        String name = file.equals("-") ? "standard input" : file;
        return what.contains(name) ? what : name + ": " + what;
    }

    @Override
    public long line() {
        return source.line();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
