package io.thalweg.config;

import java.nio.file.Path;
import java.util.List;

/** Everything that is wrong with a configuration, one line for each error: key, source, value, what is allowed. Never holds a secret. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean ofFile;

    /** @param file may be null */
    ConfigurationException(List<String> errors, Path file) {
        super(String.join("\n", errors));
        ofFile = file != null
                && 2
                                * errors.stream()
                                        .filter(error -> error.contains(file.toString()))
                                        .count()
                        > errors.size();
    }

    /** Whether most of it is in the file. */
    public boolean isOfFile() {
        return ofFile;
    }

    /** At least one line, in the order in which they should be read. */
    public List<String> errors() {
        return getMessage().lines().toList();
    }
}
