package io.thalweg.serde;

import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * Reads decimals of the logical type, in bytes or fixed: two's complement, the highest byte first, in units of 10^-scale. The nearest double. Allocates
 * nothing for what has up to 15 digits. Immutable; any thread.
 */
final class DecimalReader implements NumberReader {
    private static final int MOST_BYTES = 128;
    private static final long EXACT = 1L << 53;
    private static final int EXACT_POWER = 22;

    private final int fixedBytes;
    private final int scale;
    private final double power;

    private DecimalReader(int fixedBytes, int scale) {
        this.fixedBytes = fixedBytes;
        this.scale = scale;
        power = scale <= EXACT_POWER ? Double.parseDouble("1e" + scale) : 0;
    }

    /** Null if the type is not a decimal. */
    static DecimalReader of(Schema type) {
        if (!(type.getLogicalType() instanceof LogicalTypes.Decimal decimal)) {
            return null;
        }
        return new DecimalReader(type.getType() == Schema.Type.FIXED ? type.getFixedSize() : -1, decimal.getScale());
    }

    @Override
    public double read(BinaryCursor in) {
        int length = fixedBytes >= 0 ? fixedBytes : in.readLength();
        int from = in.position();
        in.skip(length);
        byte[] bytes = in.bytes();
        int to = from + length;
        int first = from;
        while (to - first > Long.BYTES && bytes[first] == bytes[first + 1] >> Byte.SIZE - 1) {
            first++; // a sign and nothing else
        }
        if (to - first > Long.BYTES) {
            return large(bytes, first, to);
        }
        long unscaled = first < to && bytes[first] < 0 ? -1 : 0;
        for (int i = first; i < to; i++) {
            unscaled = unscaled << Byte.SIZE | bytes[i] & 0xff;
        }
        return power != 0 && Math.abs(unscaled) <= EXACT && unscaled != Long.MIN_VALUE
                ? unscaled / power
                : new BigDecimal(BigInteger.valueOf(unscaled), scale).doubleValue();
    }

    private double large(byte[] bytes, int from, int to) {
        if (to - from > MOST_BYTES) {
            throw new RejectedExampleException(
                    RejectReason.OUT_OF_RANGE,
                    "a decimal has " + (to - from) + " bytes, at byte " + from + "; it must have at most "
                            + MOST_BYTES);
        }
        return new BigDecimal(new BigInteger(Arrays.copyOfRange(bytes, from, to)), scale).doubleValue();
    }
}
