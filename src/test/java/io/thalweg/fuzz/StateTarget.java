package io.thalweg.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.example.Example;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.learner.IncompatibleModelException;
import io.thalweg.learner.LearnerSettings;
import io.thalweg.learner.LearnerState;
import io.thalweg.testing.Examples;
import io.thalweg.testing.Learners;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Blocks of a changelog, restored by learners of several layouts: which one is the first byte, the rest is keys and blocks. */
final class StateTarget implements Target {
    private final List<LearnerSettings> layouts = SeedSnapshots.layouts();
    private final List<LearnerState> states =
            layouts.stream().map(Learners::state).toList();

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (int layout = 0; layout < layouts.size(); layout++) {
            LearnerState state = SeedSnapshots.learned(layouts.get(layout));
            List<byte[]> chunks = new ArrayList<>();
            state.drainDirty(key -> chunks.add(block(key, state.block(key))));
            byte[] joined = Chunks.join(chunks);
            seeds.add(ByteBuffer.allocate(1 + joined.length)
                    .put((byte) layout)
                    .put(joined)
                    .array());
        }
        return seeds;
    }

    private static byte[] block(int key, byte[] block) {
        return ByteBuffer.allocate(Integer.BYTES + block.length)
                .putInt(key)
                .put(block)
                .array();
    }

    @Override
    public void run(byte[] input) {
        if (input.length == 0) {
            return;
        }
        LearnerState state = states.get(Math.floorMod(input[0], layouts.size()));
        state.clear();
        try {
            for (byte[] chunk : Chunks.split(ByteBuffer.wrap(input, 1, input.length - 1))) {
                if (chunk.length >= Integer.BYTES) {
                    byte[] block = new byte[chunk.length - Integer.BYTES];
                    ByteBuffer bytes = ByteBuffer.wrap(chunk);
                    int key = bytes.getInt();
                    bytes.get(block);
                    state.restore(key, block);
                }
            }
            if (!state.resume()) {
                return;
            }
        } catch (IncompatibleModelException e) {
            Target.isOneLine(e);
            return;
        }
        state.learner().rollingLoss();
        SortedMap<Integer, ByteBuffer> blocks = Learners.blocks(state);
        assertThat(Learners.blocks(Learners.resumed(layouts.get(Math.floorMod(input[0], layouts.size())), blocks)))
                .isEqualTo(blocks);
        goOn(state, layouts.get(Math.floorMod(input[0], layouts.size())));
    }

    private static void goOn(LearnerState state, LearnerSettings settings) {
        Examples examples = new Examples(3, settings.loss(), SeedSnapshots.HASH_BITS);
        for (int n = 0; n < 8; n++) {
            Example example = examples.labeled();
            try {
                state.learner().check(example);
            } catch (RejectedExampleException e) {
                continue;
            }
            state.learner().process(example);
            state.learner().rollingLoss();
        }
    }

    @Override
    public long mostAllocated(int length) {
        return (8 << 20) + 200L * length;
    }
}
