package io.thalweg.learner;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The settings that give a learner's state its meaning: a state is only continued under the same.
 *
 * @param settings keys as in the configuration, with what they are
 */
record Meaning(SortedMap<String, String> settings) {
    private static final String HASH_BITS = "hash.bits";
    private static final String LOSS = "loss";
    private static final String SERVED_AS = "label.default.learning";

    static Meaning of(OnlineLearner learner) {
        LearnerSettings settings = learner.settings();
        SortedMap<String, String> meaning = new TreeMap<>();
        meaning.put(HASH_BITS, Integer.toString(settings.hashBits()));
        meaning.put(LOSS, settings.loss().name());
        boolean calibrated = settings.fakeNegatives() == FakeNegatives.CALIBRATED;
        meaning.put(SERVED_AS, calibrated ? "at-once-calibrated" : "after-wait or at-once-weighted");
        meaning.put("optimizer", learner.model().layout());
        meaning.put(
                "weights.init.deviation",
                Double.toString(settings.initialWeights().deviation()));
        meaning.put("weights.init.seed", Long.toString(settings.initialWeights().seed()));
        return new Meaning(meaning);
    }

    static Meaning read(DataInput in) throws IOException {
        SortedMap<String, String> meaning = new TreeMap<>();
        for (int count = in.readInt(); count > 0; count--) {
            String key = in.readUTF();
            meaning.put(key, in.readUTF());
        }
        return new Meaning(meaning);
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(settings.size());
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            out.writeUTF(setting.getKey());
            out.writeUTF(setting.getValue());
        }
    }

    /** What weights alone mean, whatever moved them. */
    Meaning ofWeights() {
        SortedMap<String, String> weights = new TreeMap<>(settings);
        weights.keySet().retainAll(Set.of(HASH_BITS, LOSS, SERVED_AS));
        return new Meaning(weights);
    }

    /** Where this differs from what a state was learned under; empty if nowhere. */
    String differences(Meaning learned) {
        StringBuilder differences = new StringBuilder();
        settings.forEach((key, value) -> {
            String theirs = learned.settings.get(key);
            if (!value.equals(theirs)) {
                differences
                        .append(differences.length() == 0 ? "" : "; ")
                        .append("it was learned with ")
                        .append(key)
                        .append('=')
                        .append(theirs == null ? "nothing" : theirs.replaceAll("\\p{C}", "?"))
                        .append(", the configuration says ")
                        .append(value);
            }
        });
        return differences.toString();
    }
}
