package io.thalweg.serde;

import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import org.apache.avro.Schema;

/** Avro's binary encoding without a header, of one schema. A header, which would be read as the first fields, is seen only when that fails. */
final class RawFormat extends RecordFormat {
    private final Schema writer;

    RawFormat(String settings, Schema writer) {
        super(settings, "Avro's binary encoding without a header");
        this.writer = writer;
    }

    @Override
    long schemaName(byte[] value) {
        checkPresent(value);
        return 0;
    }

    @Override
    int headerBytes() {
        return 0;
    }

    @Override
    Schema schema(long name) {
        return writer;
    }

    @Override
    String describe(long name) {
        return "the schema of " + setting("schema");
    }

    @Override
    RejectedExampleException explained(RejectedExampleException e, byte[] value) {
        boolean telling = !FirstBytes.of(value).format().isEmpty();
        return e.reason() == RejectReason.UNDECODABLE && telling
                ? undecodable(e.getMessage() + "; " + unlike(value).getMessage())
                : e;
    }
}
