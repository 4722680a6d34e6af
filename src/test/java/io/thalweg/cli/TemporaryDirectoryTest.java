package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TemporaryDirectoryTest {
    @Test
    void goesWithAllThatIsInIt() throws IOException {
        Path path;
        try (TemporaryDirectory directory = TemporaryDirectory.create("thalweg-test")) {
            path = directory.path();
            Files.createDirectories(path.resolve("a/b"));
            Files.writeString(path.resolve("a/b/c"), "text");
            assertThat(path).isDirectory();
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void staysIfItIsUsedAndToBeKeptThen() throws IOException {
        Path unused;
        Path used;
        try (TemporaryDirectory first = TemporaryDirectory.createAndKeepIfUsed("thalweg-test");
                TemporaryDirectory second = TemporaryDirectory.createAndKeepIfUsed("thalweg-test")) {
            unused = first.path();
            used = second.path();
            Files.writeString(used.resolve("snapshot"), "text");
        }
        assertThat(unused).doesNotExist();
        assertThat(used.resolve("snapshot")).hasContent("text");
        Files.delete(used.resolve("snapshot"));
        Files.delete(used);
    }
}
