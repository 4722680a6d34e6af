package io.thalweg.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Opens a file that holds examples, whatever their format: {@code -} is standard input, and gzip is recognized by its first
 * bytes, not by the name. Every {@link IOException} from here, and from reading what was opened, has a message that a user can be
 * shown.
 */
public final class ExampleFile {
    private ExampleFile() {}

    /** The content, inflated if need be, for one thread to read in large pieces. */
    public static InputStream open(String path) throws IOException {
        return path.equals("-") ? inflated(System.in, "standard input") : inflated(file(path), path);
    }

    /** @param name what messages call the stream; it is closed if this fails */
    static InputStream inflated(InputStream in, String name) throws IOException {
        try {
            PeekingStream peeking = new PeekingStream(in);
            return peeking.startsWithGzipMagic() ? new GzipStream(peeking, name) : peeking;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static InputStream file(String path) throws IOException {
        try {
            Path file = Path.of(path);
            if (Files.isDirectory(file)) {
                throw new IOException(path + " is a directory; it must be a file");
            }
            return Files.newInputStream(file);
        } catch (NoSuchFileException e) {
            throw new IOException("no such file: " + path, e);
        } catch (AccessDeniedException e) {
            throw new IOException("no permission to read " + path, e);
        } catch (InvalidPathException e) {
            throw new IOException("not a file name: " + Malformed.excerpt(path), e);
        }
    }
}
