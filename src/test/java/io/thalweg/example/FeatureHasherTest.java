package io.thalweg.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureHasherTest {
    /** Vectors published with ports of MurmurHash3_x86_32 and in its literature. */
    @ParameterizedTest
    @CsvSource({
        "'', 0, 00000000",
        "'', 1, 514e28b7",
        "'', ffffffff, 81f16f39",
        "test, 0, ba6bd213",
        "test, 9747b28c, 704b81dc",
        "'Hello, world!', 0, c0363e43",
        "'Hello, world!', 9747b28c, 24884cba",
        "The quick brown fox jumps over the lazy dog, 0, 2e4ff723",
        "The quick brown fox jumps over the lazy dog, 9747b28c, 2fa826cd",
        "aaaa, 9747b28c, 5a97808a",
        "aaa, 9747b28c, 283e0130",
        "aa, 9747b28c, 5d211726",
        "a, 9747b28c, 7fa09ea6"
    })
    void equalsThePublishedVectors(String text, String seed, String hash) {
        byte[] bytes = text.getBytes(UTF_8);
        assertThat(FeatureHasher.murmur3(bytes, 0, bytes.length, Integer.parseUnsignedInt(seed, 16)))
                .isEqualTo(Integer.parseUnsignedInt(hash, 16));
    }

    @Test
    void treatsBytesAsUnsigned() {
        byte[] bytes = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff};
        assertThat(FeatureHasher.murmur3(bytes, 0, 4, 0)).isEqualTo(0x76293b50);
        assertThat(FeatureHasher.murmur3(new byte[] {0x21, 0x43, 0x65, (byte) 0x87}, 0, 4, 0))
                .isEqualTo(0xf55b516b);
        assertThat(FeatureHasher.murmur3(new byte[] {0x21, 0x43, 0x65}, 0, 3, 0))
                .isEqualTo(0x7e4a8634);
    }

    @Test
    void onlyTheBytesOfTheNameMatter() {
        Random random = new Random(1);
        FeatureHasher hasher = new FeatureHasher(30);
        for (int length = 0; length < 40; length++) {
            byte[] name = new byte[length];
            random.nextBytes(name);
            int expected = hasher.index(name, 0, length);
            for (int offset = 1; offset < 9; offset++) {
                byte[] around = new byte[length + 2 * offset];
                random.nextBytes(around);
                System.arraycopy(name, 0, around, offset, length);
                assertThat(hasher.index(around, offset, length))
                        .as("length %d at offset %d", length, offset)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void equalsTheReferenceReadByteByByte() {
        Random random = new Random(3);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            int offset = random.nextInt(bytes.length + 1);
            int length = random.nextInt(bytes.length - offset + 1);
            int seed = random.nextInt();
            assertThat(FeatureHasher.murmur3(bytes, offset, length, seed))
                    .as("round %d", round)
                    .isEqualTo(slowMurmur3(bytes, offset, length, seed));
        }
    }

    private static int slowMurmur3(byte[] bytes, int offset, int length, int seed) {
        int hash = seed;
        int block = 0;
        for (int i = 0; i < length; i++) {
            block |= (bytes[offset + i] & 0xff) << 8 * (i % 4);
            if (i % 4 == 3) {
                hash ^= Integer.rotateLeft(block * 0xcc9e2d51, 15) * 0x1b873593;
                hash = Integer.rotateLeft(hash, 13) * 5 + 0xe6546b64;
                block = 0;
            }
        }
        hash ^= Integer.rotateLeft(block * 0xcc9e2d51, 15) * 0x1b873593;
        hash ^= length;
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }

    @Test
    void indexIsTheLowBitsAtEverySize() {
        Random random = new Random(2);
        byte[] name = new byte[12];
        for (int round = 0; round < 50; round++) {
            random.nextBytes(name);
            int hash = FeatureHasher.murmur3(name, 0, name.length, 0);
            for (int bits = 1; bits <= 30; bits++) {
                assertThat(new FeatureHasher(bits).index(name, 0, name.length))
                        .isEqualTo(hash & (1 << bits) - 1)
                        .isBetween(0, (1 << bits) - 1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 31, 32})
    void refusesSizesThatNoModelHas(int bits) {
        assertThatThrownBy(() -> new FeatureHasher(bits)).hasMessage("hash bits must be 1 to 30, not " + bits);
    }
}
