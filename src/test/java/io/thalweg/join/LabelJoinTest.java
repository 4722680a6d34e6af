package io.thalweg.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.learner.OnlineLearner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabelJoinTest {
    private static final LabelPolicy POLICY = new LabelPolicy(100, 50, 40, Optional.empty(), false);

    private final OnlineLearner learner = new OnlineLearner(
            ThalwegConfig.read(null, List.of("hash.bits=4"), Map.of()).learner());
    private final List<LabelOutcome> outcomes = new ArrayList<>();
    private final List<Long> learned = new ArrayList<>();
    private final JoinCounts counts = new JoinCounts();
    private final LabelJoin join = begin();

    private LabelJoin begin() {
        return new LabelJoin(POLICY, learner, new MapStore(), counts, new LabelJoin.Listener() {
            @Override
            public void learned(long offset) {
                learned.add(offset);
            }

            @Override
            public void settled(Settled settled) {
                outcomes.add(settled.outcome());
            }
        });
    }

    private static Example example(String id, double label) {
        ExampleBuilder builder = new ExampleBuilder(4, 1);
        builder.begin();
        builder.id(id);
        if (!Double.isNaN(label)) {
            builder.label(label);
        }
        return builder.build();
    }

    private void take(Example example, long timeMs, long offset) {
        join.advance(timeMs);
        join.serve(example);
        join.hold(example, timeMs, offset);
    }

    @Test
    void aRepeatedExampleIsNotLearnedFromTheLabelThatItHas() {
        take(example("a", 1), 1000, 0);
        take(example("a", 1), 1002, 1);
        assertThat(outcomes).containsExactly(LabelOutcome.REPEATED);
        assertThat(learned).containsExactly(0L);
        assertThat(learner.labeled()).isEqualTo(1);

        take(example("b", Double.NaN), 1004, 2);
        take(example("b", 1), 1006, 3);
        assertThat(learned).containsExactly(0L);
        assertThat(counts.pending()).isEqualTo(1);
    }
}
