package io.thalweg.serde;

import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Walks over a byte array in Avro's binary encoding (Avro 1.12 specification, Binary encoding): zigzag varints, little-endian floats, arrays
 * in counted blocks. Copies nothing and trusts nothing: no read goes past the end, and a length or a count is only given out if the bytes
 * that it promises are there. Every read throws {@link RejectedExampleException} with reason {@code UNDECODABLE} and the index in the array
 * of the offending byte. One thread.
 *
 * <p>Avro's own {@code BinaryDecoder} takes three times as long over a packed example, and allocates two or three objects for each.
 */
final class BinaryCursor {
    private static final VarHandle FLOAT = MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle DOUBLE =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = {};
    private int position;
    private int end;

    /** Starts anew at {@code from}, to end before {@code to}. */
    void over(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        position = from;
        end = to;
    }

    byte[] bytes() {
        return bytes;
    }

    int position() {
        return position;
    }

    void seek(int position) {
        this.position = position;
    }

    int remaining() {
        return end - position;
    }

    long readLong() {
        int at = position;
        long zigzag = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at == end) {
                throw undecodable("a number is cut short", position);
            }
            byte next = bytes[at++];
            zigzag |= (next & 0x7fL) << shift;
            if (next >= 0) {
                position = at;
                return zigzag >>> 1 ^ -(zigzag & 1);
            }
        }
        throw undecodable("a number has more than 10 bytes", position);
    }

    int readInt() {
        int start = position;
        long value = readLong();
        if (value != (int) value) {
            throw undecodable("the number " + value + " is not an int", start);
        }
        return (int) value;
    }

    float readFloat() {
        return (float) FLOAT.get(bytes, claim(Float.BYTES));
    }

    double readDouble() {
        return (double) DOUBLE.get(bytes, claim(Double.BYTES));
    }

    boolean readBoolean() {
        int at = claim(1);
        if ((bytes[at] & ~1) != 0) {
            throw undecodable("a boolean is " + bytes[at] + "; it must be 0 or 1", at);
        }
        return bytes[at] != 0;
    }

    /** Which of {@code branches} branches of a union follows. */
    int readBranch(int branches) {
        int start = position;
        long branch = readLong();
        if (branch < 0 || branch >= branches) {
            throw undecodable("there is no branch " + branch + " in a union of " + branches, start);
        }
        return (int) branch;
    }

    /** The length of the string or bytes that begin at {@link #position} after this call; they are all there. */
    int readLength() {
        int start = position;
        long length = readLong();
        if (length < 0 || length > remaining()) {
            throw undecodable("a length is " + length + "; " + remaining() + " bytes are left", start);
        }
        return (int) length;
    }

    /**
     * How many items the next block of an array or a map has; 0 ends it.
     *
     * @param itemBytes the least that an item takes, at least 1: there is room for all items
     */
    int readBlock(int itemBytes) {
        int start = position;
        long count = readLong();
        if (count < 0) {
            count = -count;
            readLength();
        }
        if (count < 0 || count > remaining() / itemBytes) {
            throw undecodable("a block has " + count + " items; " + remaining() + " bytes are left", start);
        }
        return (int) count;
    }

    void readInts(int[] into, int from, int count) {
        for (int i = from; i < from + count; i++) {
            int zigzag = readShortVarint();
            into[i] = zigzag < 0 ? readInt() : zigzag >>> 1 ^ -(zigzag & 1);
        }
    }

    /** A varint of one to three bytes, which an index below 2^20 is, without a loop: twice as fast. −1, and nothing read, if it is longer. */
    private int readShortVarint() {
        int at = position;
        if (end - at < 3) {
            return -1;
        }
        int varint = bytes[at++];
        if (varint < 0) {
            varint = varint & 0x7f | bytes[at++] << 7;
            if (varint < 0) {
                varint = varint & 0x3fff | bytes[at++] << 14;
                if (varint < 0) {
                    return -1;
                }
            }
        }
        position = at;
        return varint;
    }

    void readFloats(float[] into, int from, int count) {
        int at = claim((long) count * Float.BYTES);
        for (int i = 0; i < count; i++) {
            into[from + i] = (float) FLOAT.get(bytes, at + i * Float.BYTES);
        }
    }

    void skip(long length) {
        claim(length);
    }

    /** Steps over {@code length} bytes; where they began. */
    private int claim(long length) {
        int start = position;
        if (length > end - start) {
            throw undecodable(length + " bytes should follow; " + (end - start) + " are left", start);
        }
        position = start + (int) length;
        return start;
    }

    static RejectedExampleException undecodable(String what, int at) {
        return new RejectedExampleException(RejectReason.UNDECODABLE, what + ", at byte " + at);
    }
}
