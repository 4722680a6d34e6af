package io.thalweg.verify;

/**
 * Something that is not as an undisturbed run leaves it.
 *
 * @param offset of the record in its topic, or where one is missing
 */
public record Difference(String topic, int partition, long offset, String what) {
    @Override
    public String toString() {
        return topic + "-" + partition + " at offset " + offset + ": " + what;
    }
}
