package io.thalweg.serde;

import io.thalweg.model.Prediction;
import java.util.List;

/** The most probable classes of a prediction, the most probable first, of equals the one known for longer. Reused. One thread. */
public final class RankedClasses {
    private final int most;
    private int[] classes = new int[16];
    private int size;
    private List<String> names = List.of();
    private double[] probabilities = {};

    /** @param most how many to keep; 0 for all */
    public RankedClasses(int most) {
        this.most = most;
    }

    /**
     * Ranks the known classes of a prediction; valid until it changes.
     *
     * @param names by class
     */
    public void rank(Prediction prediction, List<String> names) {
        this.names = names;
        probabilities = prediction.probabilities();
        int known = prediction.knownClasses();
        if (known > classes.length) {
            classes = new int[known];
        }
        size = 0;
        for (int c = 0; c < known; c++) {
            insert(c);
        }
    }

    private void insert(int c) {
        int at = size;
        if (most > 0 && size == most) {
            if (probabilities[classes[size - 1]] >= probabilities[c]) {
                return;
            }
            at = size - 1;
        } else {
            size++;
        }
        for (; at > 0 && probabilities[classes[at - 1]] < probabilities[c]; at--) {
            classes[at] = classes[at - 1];
        }
        classes[at] = c;
    }

    int size() {
        return size;
    }

    String name(int rank) {
        return names.get(classes[rank]);
    }

    double probability(int rank) {
        return probabilities[classes[rank]];
    }
}
