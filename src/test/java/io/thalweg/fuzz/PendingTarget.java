package io.thalweg.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.example.Example;
import io.thalweg.learner.LearnerSettings;
import io.thalweg.learner.LearnerState;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.model.PendingExample;
import io.thalweg.testing.Examples;
import io.thalweg.testing.Learners;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Examples that wait for their labels, learned by learners of several layouts: which one is the first byte. */
final class PendingTarget implements Target {
    private final List<LearnerSettings> layouts = SeedSnapshots.layouts();
    private final List<LearnerState> states =
            layouts.stream().map(Learners::state).toList();

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (int layout = 0; layout < layouts.size(); layout++) {
            OnlineLearner learner = SeedSnapshots.learned(layouts.get(layout)).learner();
            Examples examples = new Examples(5, layouts.get(layout).loss(), SeedSnapshots.HASH_BITS);
            for (int n = 0; n < 4; n++) {
                Example example = examples.labeled();
                learner.serve(example);
                byte[] pending = learner.pending(example);
                seeds.add(ByteBuffer.allocate(1 + pending.length)
                        .put((byte) layout)
                        .put(pending)
                        .array());
            }
        }
        return seeds;
    }

    @Override
    public void run(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        LearnerState state = states.get(Math.floorMod(input[0], layouts.size()));
        state.clear();
        byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
        try {
            state.learner().learnLate(bytes, 0, "", true);
        } catch (IOException e) {
            Target.isOneLine(e);
            assertThat(state.learner().labeled()).isZero();
            return;
        }
        assertThat(state.learner().meanLoss()).isFinite();
        assertThat(state.learner().model().blocks().isFinite()).isTrue();
        PendingExample pending = state.learner().model().pendingExample();
        pending.read(bytes);
        byte[] again = pending.write();
        pending.read(again);
        assertThat(pending.write()).isEqualTo(again);
    }

    @Override
    public long mostAllocated(int length) {
        return (8 << 20) + 200L * length;
    }
}
