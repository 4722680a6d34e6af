package io.thalweg.serde;

import io.thalweg.example.RejectReason;

/**
 * What a record looks like, as far as its first bytes tell.
 *
 * @param format what reads such records; empty if they tell nothing
 * @param reason why a record that looks like that is refused where it should not be
 */
record FirstBytes(String text, String format, RejectReason reason) {
    /** @param value of at least one byte */
    static FirstBytes of(byte[] value) {
        if (SingleObject.begins(value) && value.length >= SingleObject.HEADER_BYTES) {
            return new FirstBytes(
                    String.format(
                            "the record looks like Avro single-object encoding with schema %016x",
                            SingleObject.fingerprint(value)),
                    "single-object",
                    RejectReason.UNKNOWN_SCHEMA);
        }
        if (ConfluentHeader.begins(value) && value.length >= ConfluentHeader.BYTES) {
            return new FirstBytes(
                    "the record looks like Confluent's wire format with schema id " + ConfluentHeader.id(value),
                    "confluent",
                    RejectReason.UNKNOWN_SCHEMA);
        }
        if (value[0] == '{' || value[0] == '[') {
            return new FirstBytes("the record looks like JSON text", "json", RejectReason.UNDECODABLE);
        }
        return new FirstBytes(
                String.format("the record begins with byte %02X", value[0]), "", RejectReason.UNDECODABLE);
    }
}
