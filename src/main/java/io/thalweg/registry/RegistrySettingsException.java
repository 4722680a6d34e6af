package io.thalweg.registry;

/** Settings that no client can be made of: a keystore that cannot be opened. The message names the key and the reason, and no secret. */
public final class RegistrySettingsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RegistrySettingsException(String message, Throwable cause) {
        super(message, cause);
    }
}
