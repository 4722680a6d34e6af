package io.thalweg.registry;

/** The registry answered no: not allowed, or incompatible with the schemas before. The message says what, and no secret. */
public final class RegistryRefusalException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RegistryRefusalException(String message, Throwable cause) {
        super(message, cause);
    }
}
