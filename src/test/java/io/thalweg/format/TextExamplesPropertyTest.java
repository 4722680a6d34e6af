package io.thalweg.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.example.ExampleReader;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every text format and whatever bytes: reading ends, only lines are refused, and buffers do not show. */
class TextExamplesPropertyTest {
    private static final String[] PIECES = {
        " ", " ", "\n", "\n", "\r\n", "\t", "|", "|ns", ":", "=", ",", ",", "\"", "'", "#", "1", "-1", "0.5", "3:1",
        "a", "b:2", "c=d", "é", "nan", "1e999", "qid:", "\r", "\u0000", "\uFEFF"
    };

    private static byte[] content(FileFormat format, SplittableRandom random) {
        StringBuilder text = new StringBuilder(format == FileFormat.CSV ? "label,a,b\n" : "");
        for (int i = random.nextInt(120); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        for (int flips = random.nextInt(4); flips > 0 && bytes.length > 12; flips--) {
            bytes[random.nextInt(11, bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    private static List<String> readAll(FileFormat format, InputStream in) throws IOException {
        try (ExampleReader reader = TextExamples.read(format, in, CsvColumns.DEFAULT)) {
            return RecordingSink.readAll(reader);
        }
    }

    @ParameterizedTest
    @EnumSource(value = FileFormat.class, names = "AVRO", mode = EnumSource.Mode.EXCLUDE)
    void anyBytesAreReadToTheEndWhateverPiecesTheyComeIn(FileFormat format) throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = content(format, random);
            List<String> whole = readAll(format, new ByteArrayInputStream(bytes));
            List<String> dribbled = readAll(format, new Dribble(bytes, random.split()));
            assertThat(dribbled).as("round %d", round).isEqualTo(whole);
        }
    }

    @Test
    void vwAndLibsvmDoNotDependOnTheSizeOfTheBuffer() throws IOException {
        SplittableRandom random = new SplittableRandom(6);
        for (int round = 0; round < 200; round++) {
            byte[] vw = content(FileFormat.VW, random);
            byte[] libsvm = content(FileFormat.LIBSVM, random);
            List<String> vwWhole = readAll(FileFormat.VW, new ByteArrayInputStream(vw));
            List<String> libsvmWhole = readAll(FileFormat.LIBSVM, new ByteArrayInputStream(libsvm));
            for (int buffer = 1; buffer <= 64; buffer++) {
                assertThat(RecordingSink.readAll(new VwReader(lines(vw, buffer))))
                        .as("round %d", round)
                        .isEqualTo(vwWhole);
                assertThat(RecordingSink.readAll(new LibsvmReader(lines(libsvm, buffer))))
                        .as("round %d", round)
                        .isEqualTo(libsvmWhole);
            }
        }
    }

    private static Lines lines(byte[] bytes, int buffer) {
        return new Lines(new ByteArrayInputStream(bytes), buffer, 1 << 20);
    }

    /** Gives a few bytes at a time. */
    private static final class Dribble extends FilterInputStream {
        private final SplittableRandom random;

        Dribble(byte[] bytes, SplittableRandom random) {
            super(new ByteArrayInputStream(bytes));
            this.random = random;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return super.read(into, offset, Math.min(length, random.nextInt(1, 8)));
        }
    }
}
