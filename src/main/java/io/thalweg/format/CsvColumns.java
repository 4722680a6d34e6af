package io.thalweg.format;

/**
 * Which columns of a CSV file are not features.
 *
 * @param label null for the first of {@code label} and {@code y} that the file has
 * @param id null if no column holds the examples' ids
 * @param importance null if no column says how much an example counts
 */
public record CsvColumns(String label, String id, String importance) {
    public static final CsvColumns DEFAULT = new CsvColumns(null, null, null);
}
