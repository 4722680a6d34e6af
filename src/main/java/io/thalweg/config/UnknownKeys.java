package io.thalweg.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks the names of the given keys: known, or refused with the nearest known name. Values of unknown keys are never shown. */
final class UnknownKeys {
    /** What keys look like. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    /** A line of a private key in PEM, read as a key because the line before does not continue. */
    private static final Pattern PEM_LINE = Pattern.compile("[A-Za-z0-9+/]{40,}");

    private UnknownKeys() {}

    static void check(Map<String, Setting> given, List<String> errors) {
        Set<String> withPem = given.values().stream()
                .filter(setting -> PEM_LINE.matcher(setting.key()).matches())
                .map(Setting::source)
                .collect(Collectors.toSet());
        given.values().stream().filter(setting -> !known(setting.key())).forEach(setting -> {
            Optional<String> nearest = nearest(setting.key());
            if (nearest.isEmpty() && mayBeSecret(setting.key(), withPem.contains(setting.source()))) {
                errors.add(
                        "an unknown key of " + setting.key().length() + " characters in " + setting.source()
                                + ", not shown because it may be part of a secret: end each line of a value but its last with a \\");
                return;
            }
            String advice =
                    nearest.map(key -> "did you mean " + key + "?").orElse("the config command prints the known keys");
            errors.add("unknown key " + setting.key() + " in " + setting.source() + ": " + advice);
        });
    }

    /** The last line of a key in PEM may be as short as the name of a setting. */
    private static boolean mayBeSecret(String key, boolean besidePem) {
        return !KEY.matcher(key).matches() || besidePem && key.indexOf('.') < 0;
    }

    private static boolean known(String key) {
        return Definition.CONFIG.configKeys().containsKey(key)
                || StreamsKeys.find(key).isPresent();
    }

    private static Optional<String> nearest(String key) {
        if (key.startsWith(StreamsKeys.PREFIX)) {
            return NearestKey.of(key.substring(StreamsKeys.PREFIX.length()), StreamsKeys.names())
                    .map(StreamsKeys.PREFIX::concat);
        }
        Optional<String> nearest = NearestKey.of(key, Definition.CONFIG.names());
        return nearest.isPresent() ? nearest : passThrough(key);
    }

    /** The key with {@code streams.} in front, if Kafka knows that. */
    private static Optional<String> passThrough(String key) {
        return Optional.of(StreamsKeys.PREFIX + key)
                .filter(streams -> StreamsKeys.find(streams)
                        .filter(known -> StreamsKeys.refusal(streams).isEmpty())
                        .isPresent());
    }
}
