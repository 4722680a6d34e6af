package io.thalweg.format;

import io.thalweg.example.ExampleReader;
import io.thalweg.example.ExampleSink;
import io.thalweg.mapping.FieldCounts;
import io.thalweg.mapping.FieldMapping;
import java.io.IOException;

/** JSON Lines: a record a line, read by a mapping. Bytes named in messages are counted from 0 at the first of the line that is not blank. One thread. */
final class JsonLinesReader implements ExampleReader {
    private final Lines lines;
    private final JsonRecords records;

    JsonLinesReader(Lines lines, FieldMapping mapping) {
        this.lines = lines;
        records = new JsonRecords(mapping, new FieldCounts());
    }

    @Override
    public boolean read(ExampleSink sink) throws IOException {
        if (!lines.next()) {
            return false;
        }
        records.read(lines.bytes(), lines.start(), lines.end() - lines.start(), sink);
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
}
