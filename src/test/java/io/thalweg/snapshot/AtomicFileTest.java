package io.thalweg.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    private Path directory;

    @Test
    void replacesTheContentAsAWhole() throws IOException {
        Path file = directory.resolve("model.avro");
        AtomicFile.write(file, out -> out.write("a long first content".getBytes()));
        assertThat(file).hasContent("a long first content");
        AtomicFile.write(file, out -> {
            out.write(new byte[] {'n', 'e'});
            assertThat(file).hasContent("a long first content");
            out.write('w');
        });
        assertThat(file).hasContent("new");
        assertThat(directory).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void writesOverWhatACrashHasLeft() throws IOException {
        Path file = directory.resolve("model.avro");
        Files.writeString(directory.resolve("model.avro.tmp"), "half of a longer content");
        AtomicFile.write(file, out -> out.write('x'));
        assertThat(file).hasContent("x");
        assertThat(directory).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void aFailingWriterLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = directory.resolve("model.avro");
        AtomicFile.write(file, out -> out.write("old".getBytes()));
        assertThatIOException()
                .isThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write("ne".getBytes());
                    throw new IOException("disk full");
                }))
                .withMessage("disk full");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> AtomicFile.write(file, out -> {
                    throw new IllegalStateException("broken");
                }));
        assertThat(file).hasContent("old");
        assertThat(directory.toFile().list()).containsExactly("model.avro");
    }

    @Test
    void aLinkGoesOnPointingToTheFile() throws IOException {
        Path file = Files.writeString(directory.resolve("model-7.avro"), "old");
        Path link = Files.createSymbolicLink(directory.resolve("model.avro"), file);
        AtomicFile.write(link, out -> out.write("new".getBytes()));
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
    }

    @Test
    void aMissingDirectoryIsAnError() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> AtomicFile.write(directory.resolve("no/such"), out -> {}));
    }
}
