package io.thalweg.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;

/** Checks the {@code streams.} settings: owned keys, Kafka's own rules for single values, and for all of them together. */
final class StreamsCheck {
    private static final String CACHE = StreamsKeys.PREFIX + StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG;
    private static final String STANDBYS = StreamsKeys.PREFIX + StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG;
    private static final long MIN_CACHE_BYTES = 1 << 20;

    private StreamsCheck() {}

    static void each(Map<String, Setting> given, List<String> errors) {
        given.values()
                .forEach(setting -> StreamsKeys.find(setting.key())
                        .flatMap(definition -> problem(setting, definition))
                        .ifPresent(errors::add));
        if (given.containsKey(STANDBYS)
                && !given.get(STANDBYS).value().equals("0")
                && !StreamsProperties.isClassic(given)) {
            errors.add(given.get(STANDBYS)
                    + ": brokers configure the standbys of group.protocol=streams; set it there, in the"
                    + " group's streams.num.standby.replicas, or set streams.group.protocol=classic");
        }
    }

    /** Rules of Kafka Streams that need more than one value. */
    static void together(Properties streams, Map<String, Setting> given, List<String> errors) {
        try {
            new StreamsConfig(streams).getProducerConfigs(streams.getProperty(StreamsConfig.APPLICATION_ID_CONFIG));
        } catch (ConfigException | IllegalArgumentException e) {
            errors.add("streams.*: " + Secrets.removed(e.getMessage(), given.values()));
        }
    }

    private static Optional<String> problem(Setting setting, ConfigDef.ConfigKey definition) {
        Optional<String> refusal = StreamsKeys.refusal(setting.key());
        if (refusal.isPresent()) {
            return Optional.of(setting.key() + " in " + setting.source() + " is not for you to set: " + refusal.get());
        }
        if (!allowed(setting, definition)) {
            String type = "a value of type " + definition.type.name().toLowerCase(Locale.ROOT);
            return Optional.of(
                    setting + ": must be " + type + (definition.validator == null ? "" : ", " + definition.validator));
        }
        if (setting.key().equals(CACHE) && Long.parseLong(setting.value()) < MIN_CACHE_BYTES) {
            return Optional.of(
                    setting + ": the learner's weights are logged when this cache is flushed, and 0 or little would"
                            + " flush for every record; must be " + MIN_CACHE_BYTES + " or more");
        }
        return Optional.empty();
    }

    private static boolean allowed(Setting setting, ConfigDef.ConfigKey definition) {
        try {
            Object value = ConfigDef.parseType(definition.name, setting.value(), definition.type);
            if (definition.validator != null) {
                definition.validator.ensureValid(definition.name, value);
            }
            return true;
        } catch (ConfigException e) {
            return false;
        }
    }
}
