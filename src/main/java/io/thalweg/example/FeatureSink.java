package io.thalweg.example;

/**
 * Receives the features of one example, in any order. Names and category values are UTF-8 bytes that the sink must copy if it keeps them.
 * A name or an index given twice adds up.
 */
public interface FeatureSink {
    /** A feature called {@code name} with a numeric value. */
    void numeric(byte[] name, int offset, int length, float value);

    /** The indicator (value 1) of {@code name} having the category {@code value}; the same feature as a numeric one called {@code name=value}. */
    void categorical(byte[] name, int nameOffset, int nameLength, byte[] value, int valueOffset, int valueLength);

    /** A feature that its producer has already mapped to a weight: {@code index} is taken as it is. */
    void indexed(int index, float value);

    /**
     * The same as {@link #numeric}, of a feature that is to be learned in units of its standard deviation so far, from its mean so far. A sink that does
     * not learn takes the number as it is.
     */
    default void standardized(byte[] name, int offset, int length, float value) {
        numeric(name, offset, length, value);
    }
}
