package io.thalweg.format;

import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import java.nio.charset.StandardCharsets;

/** What is said of a line that is not an example: one line of text, whatever bytes the file holds. */
final class Malformed {
    private static final int LONGEST_EXCERPT = 40;

    private Malformed() {}

    static RejectedExampleException line(String detail) {
        return new RejectedExampleException(RejectReason.UNDECODABLE, detail);
    }

    /** The bytes as text in quotes, at most {@value #LONGEST_EXCERPT} characters of it, control characters escaped. */
    static String excerpt(byte[] bytes, int from, int to) {
        // A character is at most four bytes.
        return excerpt(new String(bytes, from, Math.min(to - from, 4 * (LONGEST_EXCERPT + 1)), StandardCharsets.UTF_8));
    }

    static String excerpt(String text) {
        int characters = Math.min(LONGEST_EXCERPT, text.codePointCount(0, text.length()));
        int end = text.offsetByCodePoints(0, characters);
        StringBuilder excerpt = new StringBuilder("'");
        text.substring(0, end).codePoints().forEach(character -> append(excerpt, character));
        return excerpt.append(end < text.length() ? "…'" : "'").toString();
    }

    private static void append(StringBuilder excerpt, int character) {
        switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> excerpt.append(String.format("\\u%04x", character));
            default -> excerpt.appendCodePoint(character);
        }
    }
}
