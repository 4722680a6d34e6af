package io.thalweg.format;

import io.thalweg.example.ExampleSink;
import java.nio.charset.StandardCharsets;

/**
 * What stands in front of a Vowpal Wabbit line's first pipe: {@code [label [importance [initial]]] [tag]}. The initial prediction
 * must be 0.
 *
 * <p>As in Vowpal Wabbit, the last token is a tag if it begins with an apostrophe or if it touches the pipe: {@code 1|f} has the
 * tag 1 and no label. The tag becomes the example's id. A label that is not a number is the name of a class. One thread.
 */
final class VwHeader {
    private static final String[] MEANINGS = {"label", "importance", "initial prediction"};

    private final NumberText number = new NumberText();

    void read(byte[] bytes, int start, int pipe, ExampleSink sink) {
        int labelEnd = tag(bytes, start, pipe, sink);
        int token = 0;
        int at = start;
        while (at < labelEnd) {
            if (Tokens.isBlank(bytes[at])) {
                at++;
            } else {
                int end = Tokens.end(bytes, at, labelEnd);
                number(token++, bytes, at, end, sink);
                at = end;
            }
        }
    }

    /** Gives the tag, if there is one; returns where what comes before it ends. */
    private static int tag(byte[] bytes, int start, int pipe, ExampleSink sink) {
        int end = pipe;
        while (end > start && Tokens.isBlank(bytes[end - 1])) {
            end--;
        }
        int tag = end;
        while (tag > start && !Tokens.isBlank(bytes[tag - 1])) {
            tag--;
        }
        boolean quoted = tag < end && bytes[tag] == '\'';
        if (tag == end || !quoted && end < pipe) {
            return end;
        }
        int from = quoted ? tag + 1 : tag;
        sink.id(new String(bytes, from, end - from, StandardCharsets.UTF_8));
        return tag;
    }

    private void number(int token, byte[] bytes, int from, int to, ExampleSink sink) {
        if (token == MEANINGS.length) {
            throw Malformed.line(
                    "there is one token too many in front of the first '|': " + Malformed.excerpt(bytes, from, to));
        }
        if (!number.parse(bytes, from, to)) {
            if (token == 0) {
                sink.label(new String(bytes, from, to - from, StandardCharsets.UTF_8));
                return;
            }
            throw Malformed.line(MEANINGS[token] + " " + Malformed.excerpt(bytes, from, to) + " is not a number");
        }
        double value = number.doubleValue();
        if (token == 0) {
            sink.label(value);
        } else if (token == 1) {
            sink.importance(value);
        } else if (value != 0) {
            throw Malformed.line(MEANINGS[token] + " " + Malformed.excerpt(bytes, from, to)
                    + " is not supported; it must be 0 or left out");
        }
    }
}
