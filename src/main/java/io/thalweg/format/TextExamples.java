package io.thalweg.format;

import io.thalweg.example.ExampleReader;
import io.thalweg.mapping.FieldMapping;
import java.io.IOException;
import java.io.InputStream;

/** The readers of the text formats. */
public final class TextExamples {
    private TextExamples() {}

    /** The same, with what is taken for granted of the fields of records. */
    public static ExampleReader read(FileFormat format, InputStream in, CsvColumns columns) throws IOException {
        return read(format, in, columns, FieldMapping.byDefault());
    }

    /**
     * Reads {@code in}, which closing the reader closes. Lines end in LF or CRLF; empty ones are counted and passed over; bytes
     * are UTF-8.
     *
     * @param format not {@link FileFormat#AVRO}, which is not text
     * @param columns for CSV; the others do not look at it
     * @param mapping for JSON; the others do not look at it
     * @throws FormatException if the file cannot be read in that format at all
     */
    public static ExampleReader read(FileFormat format, InputStream in, CsvColumns columns, FieldMapping mapping)
            throws IOException {
        return switch (format) {
            case VW -> new VwReader(new Lines(in));
            case LIBSVM -> new LibsvmReader(new Lines(in));
            case CSV -> new CsvReader(in, columns);
            case JSON -> new JsonLinesReader(new Lines(in), mapping);
            case AVRO -> throw new IllegalArgumentException("avro is not a text format");
        };
    }
}
