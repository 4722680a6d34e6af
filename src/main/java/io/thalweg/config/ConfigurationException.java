package io.thalweg.config;

import java.util.List;

/** Everything that is wrong with a configuration, one line for each error: key, source, value, what is allowed. Never holds a secret. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ConfigurationException(List<String> errors) {
        super(String.join("\n", errors));
    }

    /** At least one line, in the order in which they should be read. */
    public List<String> errors() {
        return getMessage().lines().toList();
    }
}
