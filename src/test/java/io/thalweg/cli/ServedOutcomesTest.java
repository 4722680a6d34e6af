package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.join.Label;
import io.thalweg.join.LabelOutcome;
import io.thalweg.join.Settled;
import io.thalweg.serde.LabelOutcomeRecord;
import io.thalweg.serde.PredictionRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ServedOutcomesTest {
    private final List<String> labelled = new ArrayList<>();
    private final ServedOutcomes outcomes = new ServedOutcomes(prediction -> labelled.add(prediction.offset() + " is "
            + prediction.label().getAsDouble() + ", loss "
            + prediction.loss().getAsDouble()));

    private void predicted(long offset) {
        outcomes.predicted(new PredictionRecord(
                "id",
                0,
                0.5,
                List.of(),
                OptionalDouble.empty(),
                "",
                OptionalDouble.empty(),
                1,
                3,
                0,
                "shown",
                0,
                offset));
    }

    private void settled(LabelOutcome outcome, long offset, Label label, double loss) {
        Settled settled = new Settled(outcome, "id", 0, new Settled.Place(offset, 0), null, label, null, loss);
        outcomes.settled(new LabelOutcomeRecord("shown", "clicks", 0, settled));
    }

    @Test
    void predictionsGetTheirLabelsInTheOrderOfTheOutcomes() {
        predicted(1);
        predicted(2);
        settled(LabelOutcome.MATCHED, 2, new Label(1, ""), 0.25);
        settled(LabelOutcome.EXPIRED, 1, new Label(0, ""), 0.5);
        assertThat(labelled).containsExactly("2 is 1.0, loss 0.25", "1 is 0.0, loss 0.5");
        assertThat(outcomes.waiting()).isZero();
    }

    /** The two topics are read side by side: an outcome may be seen before its prediction. */
    @Test
    void anOutcomeWaitsForItsPredictionAndThoseBehindItToo() {
        predicted(2);
        settled(LabelOutcome.MATCHED, 1, new Label(1, ""), 0.25);
        settled(LabelOutcome.MATCHED, 2, new Label(1, ""), 0.75);
        assertThat(labelled).isEmpty();
        predicted(1);
        assertThat(labelled).containsExactly("1 is 1.0, loss 0.25", "2 is 1.0, loss 0.75");
    }

    @Test
    void whatIsNotLearnedEndsWithoutALabel() {
        predicted(1);
        predicted(2);
        settled(LabelOutcome.REPEATED, 1, null, Double.NaN);
        settled(LabelOutcome.LATE, 2, new Label(1, ""), Double.NaN);
        assertThat(labelled).isEmpty();
        assertThat(outcomes.waiting()).as("a late label ends no example").isEqualTo(1);
        assertThat(outcomes.count(LabelOutcome.REPEATED)).isEqualTo(1);
        assertThat(outcomes.count(LabelOutcome.LATE)).isEqualTo(1);
        assertThat(outcomes.count(LabelOutcome.MATCHED)).isZero();
    }
}
