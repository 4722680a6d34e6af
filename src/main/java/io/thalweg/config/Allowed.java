package io.thalweg.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * A set of allowed values and its description, which both the reference page and the error messages use: "must be " + description.
 *
 * @param test is never given null
 */
record Allowed(String description, Predicate<Object> test) implements ConfigDef.Validator {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]+");
    private static final Pattern SERVER = Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[^\\s:/]+):(\\d{1,5})");

    static final int TOPIC_LENGTH = 249;

    static Allowed integer(long from, long to) {
        return new Allowed(
                "an integer from " + from + " to " + to,
                value -> ((Number) value).longValue() >= from && ((Number) value).longValue() <= to);
    }

    static Allowed integer() {
        return new Allowed("an integer of 64 bits", value -> true);
    }

    static Allowed positive() {
        return number("a number above 0", value -> value > 0);
    }

    static Allowed nonNegative() {
        return number("a number of 0 or more", value -> value >= 0);
    }

    static Allowed number(String description, DoublePredicate test) {
        return new Allowed(description, value -> Double.isFinite((double) value) && test.test((double) value));
    }

    static Allowed oneOf(String... values) {
        return new Allowed(String.join(" or ", values), List.of(values)::contains);
    }

    /** What Kafka accepts as the name of a topic, and as the start of the name of one. */
    static Allowed name(int maxLength) {
        return new Allowed("1 to " + maxLength + " of the characters a-z A-Z 0-9 . _ -, but not . or ..", value -> {
            String name = (String) value;
            return name.length() <= maxLength
                    && NAME.matcher(name).matches()
                    && !name.equals(".")
                    && !name.equals("..");
        });
    }

    static Allowed topicOrEmpty() {
        Allowed topic = name(TOPIC_LENGTH);
        return new Allowed(
                topic.description + "; or empty", value -> ((String) value).isEmpty() || topic.test.test(value));
    }

    static Allowed any(String description) {
        return new Allowed(description, value -> true);
    }

    static Allowed servers() {
        return new Allowed("host:port, or several with commas between them, none twice", value -> {
            List<?> servers = (List<?>) value;
            return !servers.isEmpty()
                    && new HashSet<>(servers).size() == servers.size()
                    && servers.stream().allMatch(Allowed::isServer);
        });
    }

    static Allowed path(String description, boolean mayBeEmpty) {
        return new Allowed(description, value -> (mayBeEmpty || !((String) value).isEmpty()) && isPath((String) value));
    }

    private static boolean isServer(Object server) {
        var parts = SERVER.matcher((String) server);
        if (!parts.matches()) {
            return false;
        }
        int port = Integer.parseInt(parts.group(2));
        return port >= 1 && port <= 65_535;
    }

    private static boolean isPath(String text) {
        try {
            Path.of(text);
            return true;
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** @param value null if the text could not be parsed */
    @Override
    public void ensureValid(String key, Object value) {
        if (value == null || !test.test(value)) {
            throw new ConfigException(key, value, "must be " + description);
        }
    }

    @Override
    public String toString() {
        return description;
    }
}
