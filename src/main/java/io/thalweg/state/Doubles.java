package io.thalweg.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Arrays of doubles as {@link Persistent} parts put them away: one after the other; whoever reads them knows how many they are. Stateless; any thread. */
public final class Doubles {
    private Doubles() {}

    public static void write(DataOutput out, double[] numbers) throws IOException {
        for (double number : numbers) {
            out.writeDouble(number);
        }
    }

    /** Fills {@code numbers}. */
    public static void read(DataInput in, double[] numbers) throws IOException {
        for (int at = 0; at < numbers.length; at++) {
            numbers[at] = in.readDouble();
        }
    }
}
