package io.thalweg.format;

import io.thalweg.example.ExampleReader;
import io.thalweg.example.ExampleSink;
import io.thalweg.example.RejectedExampleException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * LIBSVM and SVMlight text, one example a line: {@code label index:value index:value … # comment}. Indices are taken as they are,
 * from 0 on and in any order. The label is required; if it is not a number, it is the name of a class. {@code qid:} tokens are
 * refused, for rankings are not learned here. One thread.
 */
final class LibsvmReader implements ExampleReader {
    private final Lines lines;
    private final NumberText number = new NumberText();

    LibsvmReader(Lines lines) {
        this.lines = lines;
    }

    @Override
    public boolean read(ExampleSink sink) throws IOException {
        int end;
        do {
            if (!lines.next()) {
                return false;
            }
            end = withoutComment();
        } while (end == lines.start());
        byte[] bytes = lines.bytes();
        int at = lines.start();
        int labelEnd = Tokens.end(bytes, at, end);
        sink.begin();
        if (number.parse(bytes, at, labelEnd)) {
            sink.label(number.doubleValue());
        } else if (Tokens.lastColon(bytes, at, labelEnd) >= 0) {
            throw Malformed.line("there is no label in front of " + Malformed.excerpt(bytes, at, labelEnd));
        } else {
            sink.label(new String(bytes, at, labelEnd - at, StandardCharsets.UTF_8));
        }
        at = labelEnd;
        while (at < end) {
            at = Tokens.isBlank(bytes[at]) ? at + 1 : feature(bytes, at, end, sink);
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

    /** Where the line ends without a comment. */
    private int withoutComment() {
        byte[] bytes = lines.bytes();
        int at = lines.start();
        while (at < lines.end() && bytes[at] != '#') {
            at++;
        }
        return at;
    }

    /** Gives the feature that begins at {@code from}; returns where it ends. */
    private int feature(byte[] bytes, int from, int end, ExampleSink sink) {
        int at = from;
        long index = 0;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            index = Math.min(10 * index + bytes[at++] - '0', 1L << 32);
        }
        if (at == from || at == end || bytes[at] != ':' || index > Integer.MAX_VALUE) {
            throw noIndex(bytes, from, Tokens.end(bytes, from, end));
        }
        int tokenEnd = number.scan(bytes, at + 1, end);
        if (tokenEnd == at + 1 || tokenEnd < end && !Tokens.isBlank(bytes[tokenEnd])) {
            throw Malformed.line("feature " + Malformed.excerpt(bytes, from, Tokens.end(bytes, from, end))
                    + " has no number behind its colon");
        }
        sink.indexed((int) index, number.floatValue());
        return tokenEnd;
    }

    private static RejectedExampleException noIndex(byte[] bytes, int from, int to) {
        String token = Malformed.excerpt(bytes, from, to);
        return Malformed.line(
                token.startsWith("'qid:")
                        ? token + " is not supported: queries are for ranking, which is not done here"
                        : "feature " + token + " is not index:value with an index from 0 to " + Integer.MAX_VALUE);
    }
}
