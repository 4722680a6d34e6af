package io.thalweg.config;

import io.thalweg.mapping.FieldMapping;
import io.thalweg.mapping.Interaction;
import io.thalweg.mapping.PathPattern;
import io.thalweg.mapping.Role;
import io.thalweg.mapping.TransformRules;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigDef;

/** The group of settings that say what the fields of a record mean. Stateless; any thread. */
final class FeaturesSetting {
    static final Allowed PATH = new Allowed(
            "the path of one field, names with dots between them and no wildcards, or empty",
            value -> ((String) value).isEmpty() || isPlain((String) value));

    /** The same where there must be one. */
    static final Allowed A_PATH = new Allowed(
            "the path of one field, names with dots between them and no wildcards", value -> isPlain((String) value));

    static final Allowed PATHS = new Allowed(
            "paths with commas between them: names with dots between them, * for any run of characters, ? for any one",
            value -> ((List<?>) value).stream().allMatch(path -> parses((String) path, PathPattern::parse)));

    /** The same where there must be one. */
    static final Allowed SOME_PATHS = new Allowed(
            "at least one path, with commas between several: names with dots between them, * for any run of characters, ? for any"
                    + " one",
            value -> !((List<?>) value).isEmpty() && PATHS.test().test(value));

    /** What is wrong with one is said by {@link #check}, in more words. */
    static final Allowed TRANSFORMS = new Allowed(
            "path=transform with ; between them, each log1p, buckets(e1,e2,…), standardize, text, category, vector or ignore",
            value -> true);

    /** What is wrong with one is said by {@link #check}, in more words. */
    static final Allowed INTERACTIONS = new Allowed(
            "two or three paths with × or : between them, and a comma behind each such group", value -> true);

    private FeaturesSetting() {}

    private static boolean isPlain(String path) {
        return path.indexOf('*') < 0 && path.indexOf('?') < 0 && parses(path, PathPattern::parse);
    }

    private static boolean parses(String text, Function<String, ?> parse) {
        return problem(text, parse) == null;
    }

    /** What the parser says of the text, in lines; null if it takes it. */
    private static String problem(String text, Function<String, ?> parse) {
        try {
            parse.apply(text);
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    static void check(Values values, List<String> errors) {
        check(Keys.FEATURES_TRANSFORM, TransformRules::parse, values, errors);
        check(Keys.FEATURES_INTERACTIONS, Interaction::parse, values, errors);
        if (values.allowed(
                        Role.LABEL.key(),
                        Role.IMPORTANCE.key(),
                        Role.ID.key(),
                        Role.TIME.key(),
                        Keys.FEATURES_TRANSFORM)
                && parses(values.text(Keys.FEATURES_TRANSFORM), TransformRules::parse)) {
            errors.addAll(FieldMapping.contradictions(
                    roles(values), TransformRules.parse(values.text(Keys.FEATURES_TRANSFORM))));
        }
    }

    private static void check(String key, Function<String, ?> parse, Values values, List<String> errors) {
        String problem = values.allowed(key) ? problem(values.text(key), parse) : null;
        if (problem != null) {
            problem.lines().forEach(line -> errors.add(values.describe(key) + ": " + line));
        }
    }

    private static Map<Role, String> roles(Values values) {
        Map<Role, String> roles = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            roles.put(role, values.text(role.key()));
        }
        return roles;
    }

    /** The same without those that nobody has set. */
    static Map<Role, String> named(Values values) {
        Map<Role, String> named = roles(values);
        named.entrySet()
                .removeIf(role ->
                        !values.given(role.getKey().key()) || role.getValue().isEmpty());
        return named;
    }

    static FieldMapping mapping(Values values) {
        return FieldMapping.of(
                roles(values),
                patterns(values.list(Keys.FEATURES_INCLUDE)),
                patterns(values.list(Keys.FEATURES_EXCLUDE)),
                TransformRules.parse(values.text(Keys.FEATURES_TRANSFORM)),
                Interaction.parse(values.text(Keys.FEATURES_INTERACTIONS)));
    }

    private static List<PathPattern> patterns(List<String> texts) {
        return texts.stream().map(PathPattern::parse).toList();
    }

    /** The settings of the group that are not at their defaults, as they would be written. */
    static SortedMap<String, String> written(Values values) {
        SortedMap<String, String> written = new TreeMap<>();
        for (String key : Keys.FEATURES) {
            ConfigDef.ConfigKey definition = Definition.CONFIG.configKeys().get(key);
            String byDefault = ConfigDef.convertToString(definition.defaultValue, definition.type);
            if (!values.written(key).equals(byDefault)) {
                written.put(key, values.written(key));
            }
        }
        return written;
    }
}
