package io.thalweg.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeldTest {
    private static final long[] NUMBERS = {0, 1, 127, 128, 1L << 21, 1_790_000_000_000L, Long.MAX_VALUE};
    private static final List<Label> LABELS = List.of(
            new Label(0, ""),
            new Label(-1, ""),
            new Label(1e-300, ""),
            new Label(Double.NaN, "größe 🎈"),
            new Label(Double.NaN, "x".repeat(70_000)));

    private static Held random(Random random) {
        Held.Kind kind = Held.Kind.values()[random.nextInt(4)];
        byte[] pending = new byte[random.nextInt(3) * random.nextInt(200)];
        random.nextBytes(pending);
        long timeMs = number(random) / 2;
        boolean labeled = kind == Held.Kind.LABELED || kind == Held.Kind.EARLY;
        return new Held(
                kind,
                number(random) / 2,
                timeMs + number(random) / 2,
                new Settled.Place(number(random) / 2, timeMs),
                labeled ? LABELS.get(random.nextInt(LABELS.size())) : null,
                pending);
    }

    private static long number(Random random) {
        return random.nextBoolean()
                ? NUMBERS[random.nextInt(NUMBERS.length)]
                : random.nextLong() >>> 1 + random.nextInt(62);
    }

    @Test
    void whatIsWrittenIsRead() {
        for (long seed = 1; seed <= 3000; seed++) {
            Held held = random(new Random(seed));
            assertThat(Held.decode(held.encode()))
                    .as("seed %d", seed)
                    .usingRecursiveComparison()
                    .withEqualsForType(Double::equals, Double.class)
                    .isEqualTo(held);
        }
    }

    @Test
    void whatIsCutOffIsSaidToBeDamaged() {
        for (long seed = 1; seed <= 200; seed++) {
            Held held = random(new Random(seed));
            byte[] whole = held.encode();
            for (int length = 0; length < Math.min(60, whole.length - held.pending().length); length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> Held.decode(cut))
                        .as("seed %d, %d bytes", seed, length)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("an entry of the store of pending examples is damaged");
            }
        }
    }

    @Test
    void anUnknownKindIsSaidToBeDamaged() {
        byte[] held = random(new Random(1)).encode();
        for (byte kind : new byte[] {4, 127, -1}) {
            held[0] = kind;
            assertThatThrownBy(() -> Held.decode(held)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aPendingExampleTakesTwentyBytesBesidesItsFeatures() {
        long timeMs = 1_790_000_000_000L;
        Held held = new Held(
                Held.Kind.PENDING,
                10_000_000,
                timeMs + 1_800_000,
                new Settled.Place(10_000_000, timeMs),
                null,
                new byte[0]);
        assertThat(held.encode()).hasSizeLessThanOrEqualTo(20);
    }
}
