package io.thalweg.registry;

/** A schema that Avro cannot read. The message is the reason, to follow the name of the schema and a colon. */
final class UnusableSchemaException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnusableSchemaException(String message, Throwable cause) {
        super(message, cause);
    }
}
