package io.thalweg.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/** Merges file, environment and command line, in rising precedence, and remembers where each value came from. One thread. */
final class Sources {
    private static final String ENVIRONMENT_PREFIX = "THALWEG_";

    private final References references;
    private final List<String> errors;
    private final SortedMap<String, Setting> settings = new TreeMap<>();

    private Sources(References references, List<String> errors) {
        this.references = references;
        this.errors = errors;
    }

    /**
     * @param file may be null
     * @param sets {@code key=value}; of the same key, the last counts
     * @param errors receives what cannot be read or resolved; such settings are left out
     */
    static SortedMap<String, Setting> read(
            Path file, List<String> sets, Map<String, String> environment, List<String> errors) {
        Sources sources = new Sources(new References(environment), errors);
        if (file != null) {
            sources.file(file);
        }
        sources.environment(environment);
        sets.forEach(sources::set);
        return sources.resolved();
    }

    private void file(Path file) {
        Properties properties = new Properties();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            errors.add(file + " does not exist: name a .properties file");
        } catch (AccessDeniedException e) {
            errors.add(file + " must not be read by this user: change its permissions");
        } catch (CharacterCodingException e) {
            errors.add(file + " is not UTF-8 text: save it as UTF-8");
        } catch (IllegalArgumentException e) {
            errors.add(file
                    + " is malformed: \\u must be followed by four hexadecimal digits; write \\\\ for a backslash");
        } catch (IOException e) {
            errors.add(file + " cannot be read (" + e.getMessage() + "): name a .properties file");
        }
        properties.stringPropertyNames().forEach(key -> put(key, file.toString(), properties.getProperty(key)));
    }

    private void environment(Map<String, String> environment) {
        new TreeMap<>(environment).forEach((name, value) -> {
            if (name.startsWith(ENVIRONMENT_PREFIX)) {
                String key = name.substring(ENVIRONMENT_PREFIX.length()).toLowerCase(Locale.ROOT);
                put(key.replace('_', '.'), "environment variable " + name, value);
            }
        });
    }

    private void set(String set) {
        int equals = set.indexOf('=');
        if (equals > 0) {
            put(set.substring(0, equals).strip(), "--set", set.substring(equals + 1));
        } else {
            errors.add("--set " + (Secrets.holds(set) ? Secrets.HIDDEN : set) + " is not of the form key=value");
        }
    }

    private void put(String key, String source, String value) {
        settings.put(key, new Setting(key, source, value.strip(), value.strip()));
    }

    private SortedMap<String, Setting> resolved() {
        SortedMap<String, Setting> resolved = new TreeMap<>();
        settings.forEach((key, setting) -> references
                .resolve(setting, errors)
                .ifPresent(value -> resolved.put(key, new Setting(key, setting.source(), setting.written(), value))));
        return resolved;
    }
}
