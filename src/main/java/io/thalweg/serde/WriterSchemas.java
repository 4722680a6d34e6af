package io.thalweg.serde;

import io.thalweg.avro.LabeledExample;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/**
 * The schemas that records may have been written with, by fingerprint: always {@code LabeledExample}, and whatever the user adds. Schemas that
 * are not examples do no harm; only records that name them are rejected. Immutable; any thread.
 */
public final class WriterSchemas {
    private final Map<Long, Schema> byFingerprint = new HashMap<>();

    private WriterSchemas(Collection<Schema> added) {
        add(LabeledExample.getClassSchema());
        added.forEach(this::add);
    }

    private void add(Schema schema) {
        byFingerprint.put(SingleObject.fingerprint(schema), schema);
    }

    public static WriterSchemas builtIn() {
        return new WriterSchemas(List.of());
    }

    public static WriterSchemas of(Collection<Schema> added) {
        return new WriterSchemas(added);
    }

    /**
     * Adds every {@code .avsc} in {@code folder}; each file is complete in itself.
     *
     * @throws IOException if the folder or a file in it cannot be read, or a file is not a schema
     */
    public static WriterSchemas read(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + " is not a folder; it must be one, of .avsc files");
        }
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(file -> file.toString().endsWith(".avsc"))
                    .sorted()
                    .collect(Collectors.toList());
        }
        Schema[] schemas = new Schema[files.size()];
        for (int i = 0; i < schemas.length; i++) {
            schemas[i] = parse(files.get(i));
        }
        return new WriterSchemas(List.of(schemas));
    }

    private static Schema parse(Path file) throws IOException {
        try {
            return new Schema.Parser().parse(Files.readString(file));
        } catch (RuntimeException | CharacterCodingException e) {
            throw new IOException(file + " is not an Avro schema: " + firstLine(e.getMessage()), e);
        }
    }

    private static String firstLine(String message) {
        return message == null ? "no reason given" : message.lines().findFirst().orElse("");
    }

    /** The schema with this fingerprint; null if it is not known. */
    Schema schema(long fingerprint) {
        return byFingerprint.get(fingerprint);
    }
}
