package io.thalweg.registry;

/**
 * No registry answered, or none but with an error of its own, or not as a registry does; asking again may help. The message is one line, names every
 * address that was asked with what came of it, says what to check, and holds no secret.
 */
public final class RegistryUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
