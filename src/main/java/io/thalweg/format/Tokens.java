package io.thalweg.format;

/** Where the tokens of a line end: at a blank or a tab, and in Vowpal Wabbit text at a pipe. Ends are exclusive. */
final class Tokens {
    private static final long BLANKS = EightBytes.each(' ');
    private static final long TABS = EightBytes.each('\t');
    private static final long PIPES = EightBytes.each('|');
    private static final long COLONS = EightBytes.each(':');
    private static final long EQUALS = EightBytes.each('=');

    private Tokens() {}

    static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    static boolean endsFeature(byte b) {
        return isBlank(b) || b == '|';
    }

    static int end(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && !isBlank(bytes[at])) {
            at++;
        }
        return at;
    }

    static int featureEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && !endsFeature(bytes[at])) {
            at++;
        }
        return at;
    }

    /** Where the first colon or equals sign of a feature is, or the feature's end if it has none. */
    static int nameEnd(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long word = EightBytes.at(bytes, at);
            long marks = EightBytes.equal(word, COLONS)
                    | EightBytes.equal(word, EQUALS)
                    | EightBytes.equal(word, BLANKS)
                    | EightBytes.equal(word, TABS)
                    | EightBytes.equal(word, PIPES);
            if (marks != 0) {
                return at + EightBytes.first(marks);
            }
        }
        while (at < to && bytes[at] != ':' && bytes[at] != '=' && !endsFeature(bytes[at])) {
            at++;
        }
        return at;
    }

    /** Where the last colon is; −1 if there is none. */
    static int lastColon(byte[] bytes, int from, int to) {
        int at = to - 1;
        while (at >= from && bytes[at] != ':') {
            at--;
        }
        return at < from ? -1 : at;
    }
}
