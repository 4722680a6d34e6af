package io.thalweg.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts that were published once and stay as they are, under {@code golden/}. {@code -Dgolden.update=true} records them anew. */
public final class Golden {
    private static final Path DIRECTORY = Path.of("src/test/resources/golden");

    private Golden() {}

    /** @param name of the file, as {@code format/v1-what} */
    public static void matches(String name, String actual) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Path file = DIRECTORY.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, actual);
        }
        assertThat(actual).as(name).isEqualTo(recorded(name));
    }

    public static String recorded(String name) throws IOException {
        return Files.readString(DIRECTORY.resolve(name));
    }
}
