package io.thalweg.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/** Replaces {@code ${file:path:key}} and {@code ${env:NAME}} in values, through Kafka's own config providers. One thread. */
final class References {
    private final Map<String, String> environment;
    private final FileConfigProvider files = new FileConfigProvider();
    private final ConfigTransformer transformer;

    References(Map<String, String> environment) {
        this.environment = environment;
        files.configure(Map.of());
        EnvVarConfigProvider env = new EnvVarConfigProvider(environment);
        env.configure(Map.of());
        transformer = new ConfigTransformer(Map.of("file", files, "env", env));
    }

    /** The setting's value, or nothing and a line in {@code errors} for each reference that stands for nothing. */
    Optional<String> resolve(Setting setting, List<String> errors) {
        int before = errors.size();
        Matcher reference = ConfigTransformer.DEFAULT_PATTERN.matcher(setting.written());
        while (reference.find()) {
            problem(reference).ifPresent(problem -> errors.add(setting + ": " + problem));
        }
        return errors.size() == before ? Optional.of(transformed(setting)) : Optional.empty();
    }

    private String transformed(Setting setting) {
        return transformer
                .transform(Map.of(setting.key(), setting.written()))
                .data()
                .get(setting.key());
    }

    private Optional<String> problem(Matcher reference) {
        String path = reference.group(3);
        String key = reference.group(4);
        return switch (reference.group(1)) {
            case "env" -> inEnvironment(path, key);
            case "file" -> inFile(path, key);
            default -> Optional.of("${" + reference.group(1) + ":…} is not known: use ${file:path:key} or ${env:NAME}");
        };
    }

    private Optional<String> inEnvironment(String path, String key) {
        return path == null && environment.containsKey(key)
                ? Optional.empty()
                : Optional.of("there is no environment variable " + key + " for ${env:NAME}");
    }

    private Optional<String> inFile(String path, String key) {
        if (path == null) {
            return Optional.of("a file and a key in it are needed: ${file:path:key}");
        }
        try {
            if (!Files.isRegularFile(Path.of(path)) || !Files.isReadable(Path.of(path))) {
                return Optional.of("the file " + path + " of ${file:path:key} does not exist or cannot be read");
            }
            boolean found = files.get(path, Set.of(key)).data().containsKey(key);
            return found ? Optional.empty() : Optional.of("there is no key " + key + " in the file " + path);
        } catch (ConfigException | IllegalArgumentException e) {
            return Optional.of("the file " + path + " of ${file:path:key} is not a .properties file");
        }
    }
}
