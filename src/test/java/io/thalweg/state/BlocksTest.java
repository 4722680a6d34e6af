package io.thalweg.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlocksTest {
    private static final int FLOATS = 70;
    private static final int BLOCK_FLOATS = 16;

    private final Blocks blocks = new Blocks(FLOATS, BLOCK_FLOATS);

    @Test
    void theLastBlockMayBeShorter() {
        assertThat(blocks.count()).isEqualTo(5);
        assertThat(blocks.encode(3)).hasSize(8 + 4 * 16);
        assertThat(blocks.encode(4)).hasSize(8 + 4 * 6);
        assertThat(new Blocks(32, 16).count()).isEqualTo(2);
    }

    @Test
    void encodesEpochCountAndFloatsLittleEndian() {
        blocks.epochs()[4] = 0x01020304;
        blocks.floats()[64] = 1.5f;
        ByteBuffer bytes = ByteBuffer.wrap(blocks.encode(4)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.getInt()).isEqualTo(0x01020304);
        assertThat(bytes.getInt()).isEqualTo(6);
        assertThat(bytes.getFloat()).isEqualTo(1.5f);
        assertThat(blocks.encode(4)[0]).isEqualTo((byte) 4);
    }

    @Test
    void decodesWhatWasEncodedToTheLastBit() {
        Random random = new Random(3);
        int[] bits = random.ints(FLOATS).toArray(); // any bits: NaNs with their payload, infinities, subnormals
        Blocks copy = new Blocks(FLOATS, BLOCK_FLOATS);
        for (int k = 0; k < FLOATS; k++) {
            blocks.floats()[k] = Float.intBitsToFloat(bits[k]);
        }
        for (int block = 0; block < blocks.count(); block++) {
            blocks.epochs()[block] = random.nextInt();
            assertThat(copy.decode(block, blocks.encode(block))).isTrue();
            assertThat(copy.encode(block)).isEqualTo(blocks.encode(block));
        }
        assertThat(IntStream.range(0, FLOATS)
                        .map(k -> Float.floatToRawIntBits(copy.floats()[k]))
                        .toArray())
                .isEqualTo(bits);
        assertThat(copy.epochs()).isEqualTo(blocks.epochs());
    }

    @Test
    void whatIsInFrontOfTheBlocksIsNeitherEncodedNorDecoded() {
        Blocks behind = new Blocks(12, FLOATS, BLOCK_FLOATS);
        assertThat(behind.count()).isEqualTo(blocks.count());
        for (int k = 0; k < FLOATS; k++) {
            blocks.floats()[k] = k + 1;
        }
        for (int block = 0; block < blocks.count(); block++) {
            assertThat(behind.decode(block, blocks.encode(block))).isTrue();
            assertThat(behind.encode(block)).isEqualTo(blocks.encode(block));
        }
        assertThat(Arrays.copyOf(behind.floats(), behind.first())).containsOnly(0);
        assertThat(behind.floats()[behind.first()]).isEqualTo(1);
        assertThat(behind.floats()).hasSize(12 + FLOATS).endsWith(FLOATS);
    }

    @Test
    void refusesBytesOfAnotherSizeAndChangesNothing() {
        Arrays.fill(blocks.floats(), 7);
        Blocks other = new Blocks(FLOATS, BLOCK_FLOATS);
        byte[] whole = other.encode(0);
        byte[] last = other.encode(4);
        byte[] otherCount = whole.clone();
        otherCount[4]++;
        assertThat(blocks.decode(0, last)).isFalse();
        assertThat(blocks.decode(4, whole)).isFalse();
        assertThat(blocks.decode(0, otherCount)).isFalse();
        assertThat(blocks.decode(0, new byte[0])).isFalse();
        assertThat(blocks.decode(0, Arrays.copyOf(whole, whole.length - 1))).isFalse();
        assertThat(blocks.decode(-1, whole)).isFalse();
        assertThat(blocks.decode(5, last)).isFalse();
        assertThat(blocks.floats()).containsOnly(7);
        assertThat(IntStream.range(0, 5).anyMatch(blocks::touched)).isFalse();
    }

    @Test
    void aBlockIsTouchedFromItsFirstMarkAndDirtyUntilItIsPutAway() {
        assertThat(blocks.touched(1)).isFalse();
        blocks.dirty()[1] = true;
        assertThat(blocks.touched(1)).isTrue();
        blocks.clean(1);
        assertThat(blocks.dirty()[1]).isFalse();
        assertThat(blocks.touched(1)).isTrue();
        assertThat(blocks.touched(0)).isFalse();
    }

    @Test
    void aRestoredBlockIsTouchedAndClean() {
        blocks.dirty()[2] = true;
        assertThat(blocks.decode(2, blocks.encode(2))).isTrue();
        assertThat(blocks.touched(2)).isTrue();
        assertThat(blocks.dirty()[2]).isFalse();
    }

    @Test
    void clearForgetsAndRestartForgetsButLogsEverything() {
        change();
        blocks.clear();
        assertThat(blocks.floats()).containsOnly(0);
        assertThat(blocks.epochs()).containsOnly(0);
        assertThat(IntStream.range(0, 5).anyMatch(blocks::touched)).isFalse();
        change();
        blocks.restart();
        assertThat(blocks.floats()).containsOnly(0);
        assertThat(blocks.epochs()).containsOnly(0);
        assertThat(blocks.dirty()).containsOnly(true);
    }

    private void change() {
        Arrays.fill(blocks.floats(), 2);
        blocks.epochs()[3] = 9;
        blocks.dirty()[3] = true;
        blocks.clean(0);
    }
}
