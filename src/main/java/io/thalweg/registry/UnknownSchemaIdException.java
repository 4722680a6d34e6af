package io.thalweg.registry;

/** The registry has no Avro schema with an id; asking again is of no use. */
public final class UnknownSchemaIdException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnknownSchemaIdException(String message, Throwable cause) {
        super(message, cause);
    }
}
