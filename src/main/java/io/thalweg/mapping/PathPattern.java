package io.thalweg.mapping;

/**
 * Which paths a setting means: names with dots between them, {@code *} for any run of characters, dots among them, and {@code ?} for any one. What
 * matches a path matches everything below it. Immutable; any thread.
 */
public final class PathPattern {
    private static final String NOT_ALLOWED = "=;,:×()";

    private final String text;

    private PathPattern(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException if the text is not a path or a pattern of paths, with what is wrong */
    public static PathPattern parse(String text) {
        String trimmed = text.trim();
        if (trimmed.isEmpty()) {
            throw new IllegalArgumentException(
                    "a path is empty; it must be names with dots between them, * and ? allowed");
        }
        trimmed.codePoints()
                .filter(character -> NOT_ALLOWED.indexOf(character) >= 0 || Character.isWhitespace(character))
                .findFirst()
                .ifPresent(character -> {
                    throw new IllegalArgumentException(
                            "the path '" + trimmed + "' has a '" + Character.toString(character)
                                    + "' in it; it must be names with dots between them, * and ? allowed (? stands for any character)");
                });
        if (("." + trimmed + ".").contains("..")) {
            throw new IllegalArgumentException("the path '" + trimmed
                    + "' has an empty name in it; it must be names with one dot between them, * and ? allowed");
        }
        return new PathPattern(trimmed);
    }

    /** Whether it means one path, and what is below it. */
    boolean isPlain() {
        return text.indexOf('*') < 0 && text.indexOf('?') < 0;
    }

    boolean is(String path) {
        return text.equals(path);
    }

    boolean matches(String path) {
        boolean[] states = start();
        for (int i = 0; i < path.length(); i++) {
            char character = path.charAt(i);
            if (character == '.' && states[text.length()]) {
                return true;
            }
            states = next(states, character);
        }
        return states[text.length()];
    }

    /** Whether it may match something below {@code path}, but does not match the path itself. */
    boolean reachesBelow(String path) {
        if (matches(path)) {
            return false;
        }
        boolean[] states = start();
        for (int i = 0; i < path.length(); i++) {
            states = next(states, path.charAt(i));
        }
        for (boolean state : next(states, '.')) {
            if (state) {
                return true;
            }
        }
        return false;
    }

    /** State i: what has been seen matches the first i characters of the pattern. */
    private boolean[] start() {
        boolean[] states = new boolean[text.length() + 1];
        states[0] = true;
        passStars(states);
        return states;
    }

    private boolean[] next(boolean[] states, char character) {
        boolean[] next = new boolean[states.length];
        for (int i = 0; i < text.length(); i++) {
            if (states[i]) {
                char wanted = text.charAt(i);
                next[i] |= wanted == '*';
                next[i + 1] |= wanted == '?' || wanted == character;
            }
        }
        passStars(next);
        return next;
    }

    private void passStars(boolean[] states) {
        for (int i = 0; i < text.length(); i++) {
            states[i + 1] |= states[i] && text.charAt(i) == '*';
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PathPattern pattern && pattern.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
