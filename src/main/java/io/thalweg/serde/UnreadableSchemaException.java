package io.thalweg.serde;

import org.apache.avro.Schema;

/** A writer's schema whose records are not examples. The message names the field and its type, in one line. */
final class UnreadableSchemaException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableSchemaException(String detail) {
        super(detail);
    }

    UnreadableSchemaException(String path, Schema type, String allowed) {
        super("field " + path + " is of type " + type.getType().getName() + "; it must be " + allowed);
    }
}
