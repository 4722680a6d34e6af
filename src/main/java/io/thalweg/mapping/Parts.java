package io.thalweg.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A setting of several parts with a separator between: each is parsed by itself, so that what is wrong is said of all of them. Stateless; any thread. */
final class Parts {
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private Parts() {}

    /**
     * Parses each part that is not blank, without the blanks around it.
     *
     * @param parse throws IllegalArgumentException with what is wrong with its part
     * @throws IllegalArgumentException if any did: a line for each, with the part in it
     */
    static void each(String text, String separator, Consumer<String> parse) {
        List<String> problems = new ArrayList<>();
        for (String part : text.split(separator, -1)) {
            try {
                if (!part.isBlank()) {
                    parse.accept(part.trim());
                }
            } catch (IllegalArgumentException e) {
                String problem = "'" + part.trim() + "': " + e.getMessage();
                problems.add(CONTROL.matcher(problem).replaceAll(" "));
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
    }
}
