package io.thalweg.cli;

import java.util.regex.Pattern;

/** Cells of the CSV files that are written here, as RFC 4180 has them. */
final class Csv {
    private static final Pattern SPECIAL = Pattern.compile("[,\"\r\n]");

    private Csv() {}

    /** A text that may need quotes. */
    static String cell(String text) {
        return SPECIAL.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
