package io.thalweg.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers out of bytes that anybody may have written: all that is read is there, and within its bounds. Failures say what is not. One thread. */
final class PendingReader {
    private static final int MOST_GROUPS = 9;

    private final ByteBuffer in;

    PendingReader(byte[] bytes) {
        in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    int remaining() {
        return in.remaining();
    }

    int unsignedByte() throws IOException {
        need(1);
        return in.get() & 0xff;
    }

    /** A whole number in groups of seven bits, 0 to {@code most}. */
    long number(long most, String what) throws IOException {
        long number = 0;
        for (int group = 0; group < MOST_GROUPS; group++) {
            long bits = unsignedByte();
            number |= (bits & 0x7f) << 7 * group;
            if (bits < 0x80) {
                if (number > most) {
                    throw new IOException(what + " of a pending example is " + number + "; it is at most " + most);
                }
                return number;
            }
        }
        throw new IOException(what + " of a pending example does not end");
    }

    /** A double, 0 to {@code most}. */
    double positive(double most, String what) throws IOException {
        double number = real(most, what);
        if (number < 0) {
            throw new IOException(what + " of a pending example is " + number + "; it must be at least 0");
        }
        return number;
    }

    /** A float of at most that magnitude. */
    float finite(double most, String what) throws IOException {
        need(Float.BYTES);
        return (float) within(most, in.getFloat(), what);
    }

    /** A double of at most that magnitude. */
    double real(double most, String what) throws IOException {
        need(Double.BYTES);
        return within(most, in.getDouble(), what);
    }

    private static double within(double most, double number, String what) throws IOException {
        if (!(Math.abs(number) <= most)) {
            throw new IOException(what + " of a pending example is " + number + "; its magnitude is at most " + most);
        }
        return number;
    }

    byte[] bytes(int count) throws IOException {
        need(count);
        byte[] bytes = new byte[count];
        in.get(bytes);
        return bytes;
    }

    void end() throws IOException {
        if (in.hasRemaining()) {
            throw new IOException("a pending example is followed by " + in.remaining() + " bytes more");
        }
    }

    private void need(int count) throws IOException {
        if (in.remaining() < count) {
            throw new IOException("a pending example ends too early");
        }
    }
}
