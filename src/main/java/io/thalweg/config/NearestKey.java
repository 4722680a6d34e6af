package io.thalweg.config;

import java.util.Collection;
import java.util.Optional;

/** The known key that a misspelled one was probably meant to be. Stateless; any thread. */
final class NearestKey {
    private NearestKey() {}

    /** The candidate with the fewest edits, if those are at most a quarter of the key's length; of equals, the first. */
    static Optional<String> of(String key, Collection<String> candidates) {
        String nearest = null;
        int fewest = Math.max(1, key.length() / 4) + 1;
        for (String candidate : candidates) {
            int edits = edits(key, candidate);
            if (edits < fewest) {
                fewest = edits;
                nearest = candidate;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** Insertions, deletions and replacements of one character (Levenshtein 1966). */
    static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
