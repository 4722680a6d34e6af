package io.thalweg.format;

import io.thalweg.example.RejectedExampleException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a file, found in place in one large buffer, without the blanks, tabs and carriage returns around them. Lines with
 * nothing else in them are counted and passed over, and so is a UTF-8 byte order mark. One thread.
 *
 * <p>Invariant: 0 ≤ {@link #start} ≤ {@link #end} ≤ {@code next} ≤ {@code limit} ≤ buffer length; bytes from {@code next} to
 * {@code limit} have been read from the file and belong to the lines that follow.
 */
final class Lines implements Closeable {
    private static final int BUFFER_BYTES = 256 << 10;
    private static final int LONGEST_LINE_BYTES = 16 << 20;

    private static final long NEWLINES = EightBytes.each('\n');

    private final InputStream in;
    private final int longestBytes;
    private byte[] buffer;
    private int start;
    private int end;
    private int next;
    private int limit;
    private long number;

    Lines(InputStream in) {
        this(in, BUFFER_BYTES, LONGEST_LINE_BYTES);
    }

    Lines(InputStream in, int bufferBytes, int longestBytes) {
        this.in = in;
        this.longestBytes = longestBytes;
        buffer = new byte[bufferBytes];
    }

    /** Holds the present line from {@link #start} to {@link #end}, exclusive; the next call of {@link #next} moves it. */
    byte[] bytes() {
        return buffer;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** Of the present line, counted from 1. */
    long number() {
        return number;
    }

    /**
     * Moves to the next line that is not empty.
     *
     * @return false at the end of the file
     * @throws RejectedExampleException if the line is too long; it has been passed over
     */
    boolean next() throws IOException {
        do {
            int newline = newline();
            if (newline == limit && next == limit) {
                return false;
            }
            if (number++ == 0) {
                skipByteOrderMark();
            }
            start = next;
            end = newline;
            next = Math.min(newline + 1, limit);
            trim();
        } while (start == end);
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Where the line at {@code next} ends, all of it in the buffer: at its newline, or at the limit if it is the last. */
    private int newline() throws IOException {
        int searched = 0;
        while (true) {
            int newline = indexOfNewline(buffer, next + searched, limit);
            searched = newline - next;
            if (searched > longestBytes) {
                skipLine();
                throw Malformed.line("the line is longer than " + longestBytes + " bytes");
            }
            if (newline < limit || !fill()) {
                return next + searched;
            }
        }
    }

    /** Reads more, making room by moving what is left to the front, or by growing; false at the end of the file. */
    private boolean fill() throws IOException {
        if (next > 0) {
            System.arraycopy(buffer, next, buffer, 0, limit - next);
            limit -= next;
            next = 0;
        } else if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * limit);
        }
        int read = in.read(buffer, limit, buffer.length - limit);
        limit += Math.max(read, 0);
        return read >= 0;
    }

    private void skipLine() throws IOException {
        number++;
        do {
            next = indexOfNewline(buffer, next, limit);
        } while (next == limit && fill());
        next = Math.min(next + 1, limit);
    }

    private void skipByteOrderMark() {
        if (limit - next >= 3
                && buffer[next] == (byte) 0xef
                && buffer[next + 1] == (byte) 0xbb
                && buffer[next + 2] == (byte) 0xbf) {
            next += 3;
        }
    }

    private void trim() {
        while (start < end && isBlank(buffer[end - 1])) {
            end--;
        }
        while (start < end && isBlank(buffer[start])) {
            start++;
        }
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }

    private static int indexOfNewline(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long marks = EightBytes.equal(EightBytes.at(bytes, at), NEWLINES);
            if (marks != 0) {
                return at + EightBytes.first(marks);
            }
        }
        while (at < to && bytes[at] != '\n') {
            at++;
        }
        return at;
    }
}
