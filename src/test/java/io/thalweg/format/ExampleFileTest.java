package io.thalweg.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleFileTest {
    @TempDir
    Path folder;

    private static byte[] content() {
        byte[] content = new byte[300_000];
        new SplittableRandom(7).nextBytes(content);
        return content;
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private byte[] open(String name, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve(name), content);
        try (InputStream in = ExampleFile.open(file.toString())) {
            return in.readAllBytes();
        }
    }

    @Test
    void recognizesGzipByItsBytesAndNotByTheName() throws IOException {
        byte[] content = content();
        assertThat(open("plain.gz", content)).isEqualTo(content);
        assertThat(open("packed.vw", gzip(content))).isEqualTo(content);
        assertThat(open("empty", new byte[0])).isEmpty();
        assertThat(open("one", new byte[] {0x1f})).containsExactly(0x1f);
        assertThat(open("empty.gz", gzip(new byte[0]))).isEmpty();
    }

    @Test
    void readsEveryMemberOfAGzipStreamEvenFromASlowPipe() throws IOException {
        byte[] content = content();
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (int i = 0; i < 3; i++) {
            members.write(gzip(Arrays.copyOfRange(content, i * 100_000, (i + 1) * 100_000)));
        }
        InputStream pipe = new FilterInputStream(new ByteArrayInputStream(members.toByteArray())) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return super.read(into, offset, Math.min(length, 7));
            }

            @Override
            public int available() {
                return 0;
            }
        };
        assertThat(ExampleFile.inflated(pipe, "pipe").readAllBytes()).isEqualTo(content);
    }

    @Test
    void saysThatAGzipStreamIsCutWhereverItIs() throws IOException {
        byte[] packed = gzip(content());
        for (int length : new int[] {2, 9, 10, 11, 5000, packed.length - 9, packed.length - 8, packed.length - 1}) {
            assertThatThrownBy(() -> open("cut.gz", Arrays.copyOf(packed, length)))
                    .as("%d bytes", length)
                    .isInstanceOf(IOException.class)
                    .hasMessage(folder.resolve("cut.gz") + " ends in the middle of its gzip stream");
        }
    }

    @Test
    void saysThatAGzipStreamIsDamaged() throws IOException {
        byte[] packed = gzip(content());
        packed[packed.length - 6] ^= 1;
        assertThatThrownBy(() -> open("bad.gz", packed))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(folder.resolve("bad.gz") + " is not intact gzip: ");
    }

    @Test
    void saysWhyAFileCannotBeOpened() {
        assertThatThrownBy(() -> ExampleFile.open(folder.resolve("none").toString()))
                .isInstanceOf(IOException.class)
                .hasMessage("no such file: " + folder.resolve("none"));
        assertThatThrownBy(() -> ExampleFile.open(folder.toString()))
                .isInstanceOf(IOException.class)
                .hasMessage(folder + " is a directory; it must be a file");
        assertThatThrownBy(() -> ExampleFile.open("a\0b"))
                .isInstanceOf(IOException.class)
                .hasMessage("not a file name: 'a\\u0000b'");
    }
}
