package io.thalweg.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** Avro schemas from {@code .avsc} files, each complete in itself. */
final class SchemaFiles {
    private static final Pattern CLASS = Pattern.compile("^(\\w+\\.)+[A-Z]\\w*:\\s*");

    private SchemaFiles() {}

    /**
     * The schema in a file, or those in a folder's {@code .avsc} files in the order of their names.
     *
     * @throws IOException if there is nothing of the kind, or a file is not a schema; the message is one line and says which
     */
    static List<Schema> read(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return List.of(parse(place));
        }
        List<Path> files;
        try (Stream<Path> entries = Files.list(place)) {
            files = entries.filter(file -> file.toString().endsWith(".avsc"))
                    .sorted()
                    .toList();
        }
        if (files.isEmpty()) {
            throw new IOException("there is no .avsc file in " + place);
        }
        List<Schema> schemas = new ArrayList<>();
        for (Path file : files) {
            schemas.add(parse(file));
        }
        return schemas;
    }

    private static Schema parse(Path file) throws IOException {
        try {
            return new Schema.Parser().parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new IOException(file + " does not exist", e);
        } catch (RuntimeException | CharacterCodingException e) {
            throw new IOException(file + " is not an Avro schema: " + firstLine(e.getMessage()), e);
        } catch (IOException e) {
            throw new IOException(file + " cannot be read", e);
        }
    }

    /** Without the class of the parser's own exception, which Avro puts before what that says. */
    private static String firstLine(String message) {
        String line = message == null ? "" : message.lines().findFirst().orElse("");
        String reason = CLASS.matcher(line).replaceFirst("");
        return reason.isBlank() ? "no reason given" : reason;
    }
}
