package io.thalweg.serde;

import org.apache.avro.Schema;

/** A JSON object each, without a schema. */
final class JsonFormat extends RecordFormat {
    private static final String BLANKS = " \t\r\n";

    JsonFormat(String settings) {
        super(settings, "a JSON object");
    }

    /** Text that is not an object is the reader's to refuse. */
    @Override
    long schemaName(byte[] value) {
        checkPresent(value);
        if (BLANKS.indexOf(value[0]) < 0 && !FirstBytes.of(value).format().equals("json")) {
            throw unlike(value);
        }
        return 0;
    }

    @Override
    int headerBytes() {
        return 0;
    }

    @Override
    Schema schema(long name) {
        throw new UnsupportedOperationException("JSON has no schema");
    }

    @Override
    String describe(long name) {
        return "JSON";
    }

    @Override
    RecordReader reader(long name, RecordReaders compiler) {
        return compiler.json();
    }
}
