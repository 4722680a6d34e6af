package io.thalweg.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Fields whose features are multiplied: each of the first with each of the second, and of the third if there is one. Immutable; any thread. */
public record Interaction(List<PathPattern> fields) {
    /** Fields of all interactions together, those that stand in several counted in each. */
    private static final int MOST_FIELDS = Long.SIZE;

    public Interaction {
        fields = List.copyOf(fields);
        if (fields.size() < 2 || fields.size() > 3) {
            throw new IllegalArgumentException(
                    "an interaction has " + fields.size() + " fields; it must join two or three with × or : between");
        }
    }

    /**
     * @param text {@code a×b}, with commas between several
     * @throws IllegalArgumentException with what is wrong
     */
    public static List<Interaction> parse(String text) {
        List<Interaction> interactions = new ArrayList<>();
        for (String one : text.split(",", -1)) {
            if (!one.isBlank()) {
                Interaction interaction = new Interaction(Arrays.stream(one.split("[×:]", -1))
                        .map(PathPattern::parse)
                        .toList());
                if (interactions.contains(interaction)) {
                    throw new IllegalArgumentException("the interaction '" + one.trim() + "' stands there twice");
                }
                interactions.add(interaction);
            }
        }
        if (interactions.stream().mapToInt(one -> one.fields.size()).sum() > MOST_FIELDS) {
            throw new IllegalArgumentException("the interactions have more than " + MOST_FIELDS
                    + " fields in all; use wildcards for some of them");
        }
        return List.copyOf(interactions);
    }
}
