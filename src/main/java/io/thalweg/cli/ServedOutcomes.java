package io.thalweg.cli;

import io.thalweg.join.LabelOutcome;
import io.thalweg.join.Settled;
import io.thalweg.serde.LabelOutcomeRecord;
import io.thalweg.serde.PredictionRecord;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * What has become of the predictions that were served, from the topics of predictions and of outcomes alone. All outcomes must be on their topic; they are taken in
 * its order, each when its prediction has been seen. One thread.
 */
final class ServedOutcomes {
    private final Consumer<PredictionRecord> labelled;
    private final Map<Place, PredictionRecord> waiting = new HashMap<>();
    private final Queue<LabelOutcomeRecord> outcomes = new ArrayDeque<>();
    private final Map<LabelOutcome, Long> counts = new EnumMap<>(LabelOutcome.class);

    /** Of an example. */
    private record Place(int partition, long offset) {}

    /** @param labelled is given the predictions that were learned from, with their labels and losses */
    ServedOutcomes(Consumer<PredictionRecord> labelled) {
        this.labelled = labelled;
        for (LabelOutcome outcome : LabelOutcome.values()) {
            counts.put(outcome, 0L);
        }
    }

    void predicted(PredictionRecord prediction) {
        waiting.put(new Place(prediction.partition(), prediction.offset()), prediction);
        settle();
    }

    void settled(LabelOutcomeRecord outcome) {
        counts.merge(outcome.settled().outcome(), 1L, Long::sum);
        if (endsExample(outcome.settled().outcome())) {
            outcomes.add(outcome);
            settle();
        }
    }

    private static boolean endsExample(LabelOutcome outcome) {
        return outcome == LabelOutcome.MATCHED || outcome == LabelOutcome.EXPIRED || outcome == LabelOutcome.REPEATED;
    }

    private void settle() {
        while (!outcomes.isEmpty()) {
            Settled next = outcomes.peek().settled();
            PredictionRecord prediction = waiting.remove(
                    new Place(outcomes.peek().partition(), next.example().offset()));
            if (prediction == null) {
                return;
            }
            outcomes.remove();
            if (next.label() != null && !Double.isNaN(next.loss())) {
                labelled.accept(prediction.labelled(next.label(), next.loss()));
            }
        }
    }

    /** How many outcomes there are of one kind. */
    long count(LabelOutcome outcome) {
        return counts.get(outcome);
    }

    /** Predictions of examples that have not ended. */
    long waiting() {
        return waiting.size();
    }
}
