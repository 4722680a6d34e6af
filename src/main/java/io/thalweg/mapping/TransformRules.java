package io.thalweg.mapping;

import java.util.ArrayList;
import java.util.List;

/** The setting {@code features.transform}: which fields are transformed, and how. The first rule that matches a path counts. Immutable; any thread. */
public final class TransformRules {
    static final TransformRules NONE = new TransformRules(List.of());

    private record Rule(PathPattern pattern, Transform transform) {}

    private final List<Rule> rules;

    private TransformRules(List<Rule> rules) {
        this.rules = rules;
    }

    /**
     * @param text {@code path=transform}, with semicolons between; blanks around them do not count
     * @throws IllegalArgumentException with what is wrong, a line for each rule
     */
    public static TransformRules parse(String text) {
        List<Rule> rules = new ArrayList<>();
        Parts.each(text, ";", rule -> add(rules, rule));
        return new TransformRules(List.copyOf(rules));
    }

    private static void add(List<Rule> rules, String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("it is not path=transform");
        }
        PathPattern pattern = PathPattern.parse(text.substring(0, equals));
        if (rules.stream().anyMatch(rule -> rule.pattern.equals(pattern))) {
            throw new IllegalArgumentException("the path '" + pattern + "' has two transforms; give it one");
        }
        rules.add(new Rule(pattern, Transform.parse(text.substring(equals + 1).trim())));
    }

    Transform of(String path) {
        return rules.stream()
                .filter(rule -> rule.pattern.matches(path))
                .findFirst()
                .map(Rule::transform)
                .orElse(Transform.NONE);
    }

    /** Whether the rule that counts for {@code path} names it without wildcards. */
    boolean names(String path) {
        return rules.stream()
                .filter(rule -> rule.pattern.matches(path))
                .findFirst()
                .filter(rule -> rule.pattern.is(path))
                .isPresent();
    }

    boolean reachBelow(String path) {
        return rules.stream().anyMatch(rule -> rule.pattern.reachesBelow(path));
    }

    /** The plain paths that are transformed to a feature; they contradict other meanings of the same path. */
    boolean makesFeatureOf(String path) {
        return names(path) && of(path).kind() != Transform.Kind.IGNORE;
    }
}
