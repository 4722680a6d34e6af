package io.thalweg.serde;

import org.apache.avro.Schema;

/** A field of a type that it cannot have by the mapping. The message names the path and what to do, in one line. */
final class IncompatibleFieldException extends RuntimeException {
    private static final long serialVersionUID = 1;

    IncompatibleFieldException(String message) {
        super(message, null, false, false);
    }

    /** The type as users know it: with its logical type, if there is one. */
    static String named(Schema type) {
        return type.getLogicalType() == null
                ? type.getType().getName()
                : type.getLogicalType().getName();
    }
}
