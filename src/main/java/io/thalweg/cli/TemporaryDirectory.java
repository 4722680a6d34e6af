package io.thalweg.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory that goes when it is closed: with all that is in it, or only if there is nothing. */
final class TemporaryDirectory implements AutoCloseable {
    private final Path path;

    private final boolean keptIfUsed;

    private TemporaryDirectory(String prefix, boolean keptIfUsed) throws IOException {
        path = Files.createTempDirectory(prefix);
        this.keptIfUsed = keptIfUsed;
    }

    static TemporaryDirectory create(String prefix) throws IOException {
        return new TemporaryDirectory(prefix, false);
    }

    static TemporaryDirectory createAndKeepIfUsed(String prefix) throws IOException {
        return new TemporaryDirectory(prefix, true);
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        if (keptIfUsed) {
            deleteIfEmpty();
        } else {
            deleteAll(path);
        }
    }

    private void deleteIfEmpty() throws IOException {
        try (DirectoryStream<Path> content = Files.newDirectoryStream(path)) {
            if (!content.iterator().hasNext()) {
                Files.delete(path);
            }
        }
    }

    /** Deletes a directory with all that is in it. */
    static void deleteAll(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(each);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
