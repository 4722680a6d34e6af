package io.thalweg.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;

/** Parsed values of the defined keys, given or default. A value that is not allowed is absent. Immutable; any thread. */
final class Values {
    private final Map<String, Setting> given;
    private final Map<String, Object> values = new TreeMap<>();

    /** @param errors receives a line for each value that is not allowed */
    Values(Map<String, Setting> given, List<String> errors) {
        this.given = given;
        Map<String, String> texts = given.values().stream().collect(Collectors.toMap(Setting::key, Setting::value));
        Map<String, ConfigDef.ConfigKey> keys = Definition.CONFIG.configKeys();
        Map<String, ConfigValue> validated = Definition.CONFIG.validateAll(texts);
        keys.forEach((key, definition) -> {
            if (validated.get(key).errorMessages().isEmpty()) {
                values.put(key, validated.get(key).value());
            } else {
                errors.add(given.get(key) + ": must be " + definition.validator);
            }
        });
    }

    boolean given(String key) {
        return given.containsKey(key);
    }

    boolean allowed(String... keys) {
        return Stream.of(keys).allMatch(values::containsKey);
    }

    String text(String key) {
        return (String) values.get(key);
    }

    List<String> list(String key) {
        return ((List<?>) values.get(key)).stream().map(String.class::cast).toList();
    }

    double number(String key) {
        return (double) values.get(key);
    }

    int integer(String key) {
        return ((Number) values.get(key)).intValue();
    }

    long longInteger(String key) {
        return (long) values.get(key);
    }

    boolean flag(String key) {
        return (boolean) values.get(key);
    }

    /** The value as it may be shown. */
    String shown(String key) {
        return given(key) ? given.get(key).shown() : written(key);
    }

    /** The value as text; may hold a secret. */
    String written(String key) {
        return ConfigDef.convertToString(
                values.get(key), Definition.CONFIG.configKeys().get(key).type);
    }

    /** Key, value and source, for messages. */
    String describe(String key) {
        return given(key) ? given.get(key).toString() : key + "=" + shown(key) + " by default";
    }
}
