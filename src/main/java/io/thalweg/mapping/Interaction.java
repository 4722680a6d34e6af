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
                    "an interaction must join two or three fields with × or : between; this has " + fields.size());
        }
    }

    /**
     * @param text {@code a×b}, with commas between several
     * @throws IllegalArgumentException with what is wrong, a line for each interaction
     */
    public static List<Interaction> parse(String text) {
        List<Interaction> interactions = new ArrayList<>();
        Parts.each(text, ",", one -> add(interactions, one));
        if (interactions.stream().mapToInt(one -> one.fields.size()).sum() > MOST_FIELDS) {
            throw new IllegalArgumentException("the interactions have more than " + MOST_FIELDS
                    + " fields in all; use wildcards for some of them");
        }
        return List.copyOf(interactions);
    }

    private static void add(List<Interaction> interactions, String text) {
        Interaction interaction = new Interaction(
                Arrays.stream(text.split("[×:]", -1)).map(PathPattern::parse).toList());
        if (interactions.contains(interaction)) {
            throw new IllegalArgumentException("the interaction stands there twice");
        }
        interactions.add(interaction);
    }
}
