package io.thalweg.format;

import static io.thalweg.format.RecordingSink.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.example.RejectedExampleException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LinesTest {
    private static String text(Lines lines) {
        return lines.number() + ":"
                + new String(lines.bytes(), lines.start(), lines.end() - lines.start(), StandardCharsets.UTF_8);
    }

    private static List<String> readAll(Lines lines) throws IOException {
        List<String> read = new ArrayList<>();
        while (lines.next()) {
            read.add(text(lines));
        }
        return read;
    }

    @Test
    void numbersLinesFromOneAndCountsEmptyOnes() throws IOException {
        assertThat(readAll(new Lines(stream("a\n\n \t\r\nb c \r\n\n\td")))).containsExactly("1:a", "4:b c", "6:d");
        assertThat(readAll(new Lines(stream("\uFEFFa\n\uFEFFb")))).containsExactly("1:a", "2:\uFEFFb");
        assertThat(readAll(new Lines(stream("")))).isEmpty();
        assertThat(readAll(new Lines(stream("\n\n")))).isEmpty();
    }

    @Test
    void findsEveryNewlineWhateverStandsBesideIt() throws IOException {
        // One above a newline, and a byte with its high bit set: what a search by words may take for one.
        for (int length = 0; length < 40; length++) {
            String before = "\u000b".repeat(length) + "ÿ";
            assertThat(readAll(new Lines(stream(before + "\n\u000b\u000b\nx"))))
                    .containsExactly("1:" + before, "2:\u000b\u000b", "3:x");
        }
    }

    @Test
    void refusesALineThatIsTooLongAndGoesOnBehindIt() throws IOException {
        for (int buffer = 1; buffer < 40; buffer++) {
            Lines lines = new Lines(
                    stream("a\n" + "x".repeat(11) + "\n\nb\n" + "y".repeat(1000) + "\r\n" + "z".repeat(10) + "\nw"
                            + "w".repeat(10)),
                    buffer,
                    10);
            lines.next();
            assertThat(text(lines)).isEqualTo("1:a");
            assertThatThrownBy(lines::next)
                    .isInstanceOf(RejectedExampleException.class)
                    .hasMessage("the line is longer than 10 bytes");
            assertThat(lines.number()).isEqualTo(2);
            lines.next();
            assertThat(text(lines)).isEqualTo("4:b");
            assertThatThrownBy(lines::next).isInstanceOf(RejectedExampleException.class);
            assertThat(lines.number()).isEqualTo(5);
            lines.next();
            assertThat(text(lines)).isEqualTo("6:zzzzzzzzzz");
            assertThatThrownBy(lines::next).isInstanceOf(RejectedExampleException.class);
            assertThat(lines.number()).isEqualTo(7);
            assertThat(lines.next()).isFalse();
        }
    }

    @Test
    void doesNotHoldWhatItPassesOver() throws IOException {
        long bytes = 200L << 20;
        InputStream endless = new InputStream() {
            private long left = bytes;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                int count = (int) Math.min(length, left);
                left -= count;
                return count > 0 ? count : -1;
            }
        };
        Lines lines = new Lines(endless, 1 << 16, 1 << 20);
        assertThatThrownBy(lines::next).isInstanceOf(RejectedExampleException.class);
        assertThat(lines.bytes().length).isLessThanOrEqualTo(4 << 20);
        assertThat(lines.next()).isFalse();
    }

    @Test
    void readsTheSameThroughBuffersOfEverySize() throws IOException {
        SplittableRandom random = new SplittableRandom(4);
        for (int round = 0; round < 50; round++) {
            byte[] bytes = new byte[random.nextInt(300)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) "ab \t\r\n\n\u000b".charAt(random.nextInt(8));
            }
            List<String> expected = readAll(new Lines(new ByteArrayInputStream(bytes)));
            for (int buffer = 1; buffer <= 64; buffer++) {
                assertThat(readAll(new Lines(new ByteArrayInputStream(bytes), buffer, 1 << 20)))
                        .as("round %d, buffer of %d", round, buffer)
                        .isEqualTo(expected);
            }
        }
    }
}
