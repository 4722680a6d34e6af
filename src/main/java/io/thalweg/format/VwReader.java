package io.thalweg.format;

import io.thalweg.example.ExampleReader;
import io.thalweg.example.ExampleSink;
import io.thalweg.example.RejectedExampleException;
import java.io.IOException;
import java.util.Arrays;

/**
 * Vowpal Wabbit text, one example a line:
 *
 * <pre>
 * [label [importance]] [tag]|[namespace[:scale]] feature feature … |namespace …
 * </pre>
 *
 * A feature is {@code name} (value 1), {@code name:value}, or {@code name=category}. A token with a colon is split at its last
 * one, and a number must follow. A namespace touches its pipe; it puts {@code namespace^} in front of its features' names, and
 * its scale multiplies their values: a scaled category is a numeric feature called {@code name=category}. {@link VwHeader} says
 * what may precede the first pipe. One thread.
 */
final class VwReader implements ExampleReader {
    private final Lines lines;
    private final VwHeader header = new VwHeader();
    private final NumberText number = new NumberText();
    private byte[] bytes;
    private int end;

    /** The namespace's prefix, in the first {@code prefixLength} bytes, and behind it the name of the feature at hand. */
    private byte[] name = new byte[256];

    private int prefixLength;
    private float scale;

    VwReader(Lines lines) {
        this.lines = lines;
    }

    @Override
    public boolean read(ExampleSink sink) throws IOException {
        if (!lines.next()) {
            return false;
        }
        bytes = lines.bytes();
        end = lines.end();
        int start = lines.start();
        int at = start;
        while (at < end && bytes[at] != '|') {
            at++;
        }
        if (at == end) {
            throw Malformed.line("there is no '|' in front of the features in " + Malformed.excerpt(bytes, start, end));
        }
        sink.begin();
        header.read(bytes, start, at, sink);
        while (at < end) {
            byte b = bytes[at];
            if (b == '|') {
                at = namespace(at + 1);
            } else if (Tokens.isBlank(b)) {
                at++;
            } else {
                at = feature(at, sink);
            }
        }
        return true;
    }

    @Override
    public long line() {
        return lines.number();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /** Reads the name and the scale that touch the pipe in front of {@code from}; returns where they end. */
    private int namespace(int from) {
        int tokenEnd = Tokens.featureEnd(bytes, from, end);
        int colon = Tokens.lastColon(bytes, from, tokenEnd);
        int nameEnd = colon < 0 ? tokenEnd : colon;
        scale = 1;
        if (colon >= 0) {
            if (!number.parse(bytes, colon + 1, tokenEnd)) {
                throw malformed("namespace", from, tokenEnd, "no number behind its colon");
            }
            if (colon == from) {
                throw malformed("namespace", from, tokenEnd, "no name in front of its colon");
            }
            scale = number.floatValue();
        }
        prefixLength = 0;
        if (nameEnd > from) {
            append(from, nameEnd);
            prefixLength = nameEnd - from + 1;
            name[prefixLength - 1] = '^';
        }
        return tokenEnd;
    }

    /** Gives the feature that begins at {@code from}; returns where it ends. */
    private int feature(int from, ExampleSink sink) {
        int at = Tokens.nameEnd(bytes, from, end);
        int equals = -1;
        if (at < end && bytes[at] == '=') {
            equals = at;
            while (at < end && bytes[at] == '=') {
                at = Tokens.nameEnd(bytes, at + 1, end);
            }
        }
        if (at < end && bytes[at] == ':') {
            return numeric(from, at, sink);
        }
        if (equals == from) {
            throw malformed("feature", from, at, "no name in front of its '='");
        }
        if (equals < 0 || scale != 1) {
            numeric(from, at, scale, sink);
        } else {
            categorical(from, equals, at, sink);
        }
        return at;
    }

    /** The same for a feature whose first colon has been found. */
    private int numeric(int from, int firstColon, ExampleSink sink) {
        int colon = firstColon;
        int tokenEnd = number.scan(bytes, colon + 1, end);
        if (tokenEnd == colon + 1 || tokenEnd < end && !Tokens.endsFeature(bytes[tokenEnd])) {
            tokenEnd = Tokens.featureEnd(bytes, colon, end);
            colon = Tokens.lastColon(bytes, firstColon, tokenEnd);
            if (!number.parse(bytes, colon + 1, tokenEnd)) {
                throw malformed("feature", from, tokenEnd, "no number behind its colon");
            }
        }
        if (colon == from) {
            throw malformed("feature", from, tokenEnd, "no name in front of its colon");
        }
        numeric(from, colon, number.floatValue() * scale, sink);
        return tokenEnd;
    }

    private void numeric(int from, int to, float value, ExampleSink sink) {
        if (prefixLength == 0) {
            sink.numeric(bytes, from, to - from, value);
        } else {
            append(from, to);
            sink.numeric(name, 0, prefixLength + to - from, value);
        }
    }

    private void categorical(int from, int equals, int to, ExampleSink sink) {
        int valueLength = to - equals - 1;
        if (prefixLength == 0) {
            sink.categorical(bytes, from, equals - from, bytes, equals + 1, valueLength);
        } else {
            append(from, equals);
            sink.categorical(name, 0, prefixLength + equals - from, bytes, equals + 1, valueLength);
        }
    }

    /** Puts a name behind the prefix, leaving room for one more byte. */
    private void append(int from, int to) {
        int length = to - from;
        if (prefixLength + length >= name.length) {
            name = Arrays.copyOf(name, 2 * (prefixLength + length));
        }
        System.arraycopy(bytes, from, name, prefixLength, length);
    }

    private RejectedExampleException malformed(String what, int from, int to, String problem) {
        return Malformed.line(what + " " + Malformed.excerpt(bytes, from, to) + " has " + problem);
    }
}
