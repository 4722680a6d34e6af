package io.thalweg.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SevenBitsTest {
    @ParameterizedTest
    @CsvSource({"0, 1", "127, 1", "128, 2", "16383, 2", "16384, 3", "1790000000000, 6", "9223372036854775807, 9"})
    void aNumberIsReadAsItWasWritten(long number, int bytes) {
        ByteBuffer buffer = ByteBuffer.allocate(SevenBits.MOST_BYTES);
        SevenBits.put(buffer, number);
        assertThat(buffer.position()).isEqualTo(bytes);
        assertThat(SevenBits.get(buffer.flip())).isEqualTo(number);
        assertThat(buffer.remaining()).isZero();
    }

    @Test
    void numbersFollowEachOther() {
        for (long seed = 1; seed <= 100; seed++) {
            ByteBuffer buffer = ByteBuffer.allocate(50 * SevenBits.MOST_BYTES);
            Random random = new Random(seed);
            for (int k = 0; k < 50; k++) {
                SevenBits.put(buffer, random.nextLong() >>> 1 + random.nextInt(63));
            }
            buffer.flip();
            Random same = new Random(seed);
            for (int k = 0; k < 50; k++) {
                assertThat(SevenBits.get(buffer))
                        .as("seed %d", seed)
                        .isEqualTo(same.nextLong() >>> 1 + same.nextInt(63));
            }
            assertThat(buffer.hasRemaining()).isFalse();
        }
    }

    @Test
    void whatDoesNotEndIsNoNumber() {
        assertThat(SevenBits.get(ByteBuffer.allocate(0))).isEqualTo(-1);
        assertThat(SevenBits.get(ByteBuffer.wrap(new byte[] {-1, -128}))).isEqualTo(-1);
        byte[] ten = {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1};
        assertThat(SevenBits.get(ByteBuffer.wrap(ten))).isEqualTo(-1);
    }
}
