package io.thalweg.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file for decoders that open files themselves; it is gone when the process ends. */
final class TemporaryFile {
    private TemporaryFile() {}

    static Path create() {
        try {
            Path file = Files.createTempFile("thalweg-fuzz", ".bytes");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
