package io.thalweg.mapping;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Cuts UTF-8 text into words: runs of letters and digits, in lower case. Allocates nothing for ASCII. Reused. One thread. */
final class Words {
    private byte[] bytes = new byte[256];
    private int at;
    private int end;
    private int start;

    /** Begins with a text. */
    void of(byte[] text, int from, int length) {
        if (length > bytes.length) {
            bytes = new byte[2 * length];
        }
        int seen = 0;
        for (int i = 0; i < length; i++) {
            byte b = text[from + i];
            seen |= b;
            bytes[i] = b >= 'A' && b <= 'Z'
                    ? (byte) (b + 'a' - 'A')
                    : b >= 'a' && b <= 'z' || b >= '0' && b <= '9' ? b : (byte) ' ';
        }
        at = 0;
        end = length;
        if (seen < 0) {
            ofUnicode(new String(text, from, length, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT));
        }
    }

    private void ofUnicode(String text) {
        StringBuilder words = new StringBuilder(text.length());
        text.codePoints().forEach(c -> words.appendCodePoint(Character.isLetterOrDigit(c) ? c : ' '));
        bytes = words.toString().getBytes(StandardCharsets.UTF_8);
        end = bytes.length;
    }

    /** Goes to the next word; false behind the last. */
    boolean next() {
        while (at < end && bytes[at] == ' ') {
            at++;
        }
        start = at;
        while (at < end && bytes[at] != ' ') {
            at++;
        }
        return at > start;
    }

    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    int length() {
        return at - start;
    }
}
