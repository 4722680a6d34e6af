package io.thalweg.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntrySortTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 4, 11, 18, 30})
    void sortsWhateverTheIndicesAre(int bits) {
        EntrySort sort = new EntrySort(bits);
        for (long seed = 0; seed < 2_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long[] entries = new long[1 + random.nextInt(seed % 10 == 0 ? 9_000 : 200)];
            int spread = 1 + random.nextInt(1 << random.nextInt(bits + 1));
            for (int k = 0; k < entries.length; k++) {
                entries[k] = (long) random.nextInt(spread) << 32 | random.nextInt(3) * 0x7fffffffL & 0xffffffffL;
            }
            int size = entries.length - random.nextInt(Math.min(3, entries.length));
            long[] part = Arrays.copyOf(entries, size);
            Arrays.sort(part);
            sort.sort(entries, size);
            assertThat(Arrays.copyOf(entries, size))
                    .as("bits %d, seed %d", bits, seed)
                    .isEqualTo(part);
        }
    }
}
