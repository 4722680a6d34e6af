package io.thalweg.registry;

/** No registry answered, or none but with an error of its own; asking again may help. The message names every address that was asked, and no secret. */
public final class RegistryUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
