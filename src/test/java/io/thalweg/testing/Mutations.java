package io.thalweg.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Seeded damage to valid inputs: bits flipped, ends cut off, pieces doubled, left out, moved or swapped, lengths replaced by absurd ones. */
public final class Mutations {
    /** Big-endian and as Avro's varints: 2^31 − 1, −1, −2^31, 2^62, −2^62, and 0. */
    private static final byte[][] NUMBERS = {
        {0x7f, -1, -1, -1},
        {-1, -1, -1, -1},
        {-128, 0, 0, 0},
        {64, 0, 0, 0, 0, 0, 0, 0},
        {0, 0, 0, 0},
        {-2, -1, -1, -1, 15},
        {1},
        {-1, -1, -1, -1, 15},
        {-128, -128, -128, -128, -128, -128, -128, -128, -128, 1},
        {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1},
        {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1},
        {0},
        {127, -64, 0, 0},
        {127, -8, 0, 0, 0, 0, 0, 0}
    };

    private static final byte[][] TEXTS = List.of(
                    "|",
                    ":",
                    "=",
                    "\"",
                    ",",
                    "\n",
                    "\r",
                    "\0",
                    "#",
                    "${",
                    "}",
                    "\\u",
                    "nan",
                    "inf",
                    "-1e400",
                    "1e-400",
                    "-",
                    "9".repeat(400))
            .stream()
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);

    private final List<byte[]> seeds;
    private final Random random;

    public Mutations(List<byte[]> seeds, long seed) {
        this.seeds = seeds;
        random = new Random(seed);
    }

    public byte[] next() {
        byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            bytes = mutated(bytes);
        }
        return bytes;
    }

    private byte[] mutated(byte[] bytes) {
        int from = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + random.nextInt(1 + random.nextInt(64)));
        return switch (random.nextInt(9)) {
            case 0, 1 -> flipped(bytes);
            case 2 -> Arrays.copyOf(bytes, from);
            case 3 -> replaced(bytes, to, to, Arrays.copyOfRange(bytes, from, to));
            case 4 -> replaced(bytes, from, to, new byte[0]);
            case 5 -> {
                byte[] number = NUMBERS[random.nextInt(NUMBERS.length)];
                yield replaced(bytes, from, Math.min(bytes.length, from + number.length), number);
            }
            case 6 ->
                replaced(
                        bytes,
                        from,
                        Math.min(bytes.length, from + random.nextInt(2)),
                        NUMBERS[random.nextInt(NUMBERS.length)]);
            case 7 -> replaced(bytes, from, random.nextBoolean() ? from : to, TEXTS[random.nextInt(TEXTS.length)]);
            default -> {
                byte[] other = seeds.get(random.nextInt(seeds.size()));
                int begin = random.nextInt(other.length + 1);
                int end = Math.min(other.length, begin + random.nextInt(128));
                yield replaced(bytes, from, to, Arrays.copyOfRange(other, begin, end));
            }
        };
    }

    private byte[] flipped(byte[] bytes) {
        byte[] flipped = bytes.clone();
        if (bytes.length > 0) {
            flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        }
        return flipped;
    }

    private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
        ByteArrayOutputStream replaced = new ByteArrayOutputStream();
        replaced.write(bytes, 0, from);
        replaced.write(by, 0, by.length);
        replaced.write(bytes, to, bytes.length - to);
        return replaced.toByteArray();
    }
}
