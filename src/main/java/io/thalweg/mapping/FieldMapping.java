package io.thalweg.mapping;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What each field of a record means, by its path: names with dots between them, from the outermost record inwards. Says nothing of types, which are
 * the reader's. Immutable; any thread.
 */
public final class FieldMapping {
    private static final List<PathPattern> ALL = List.of(PathPattern.parse("*"));

    private final Map<Role, String> roles;
    private final List<PathPattern> include;
    private final List<PathPattern> exclude;
    private final TransformRules transforms;
    private final List<Interaction> interactions;

    private FieldMapping(
            Map<Role, String> roles,
            List<PathPattern> include,
            List<PathPattern> exclude,
            TransformRules transforms,
            List<Interaction> interactions) {
        this.roles = new EnumMap<>(Role.class);
        roles.forEach((role, path) -> {
            if (!path.isEmpty()) {
                this.roles.put(role, path);
            }
        });
        this.include = List.copyOf(include);
        this.exclude = List.copyOf(exclude);
        this.transforms = transforms;
        this.interactions = List.copyOf(interactions);
    }

    /**
     * @param roles the path of the field in each role; empty or absent if there is none
     * @throws IllegalArgumentException if a path has two meanings; {@link #contradictions} says all
     */
    public static FieldMapping of(
            Map<Role, String> roles,
            List<PathPattern> include,
            List<PathPattern> exclude,
            TransformRules transforms,
            List<Interaction> interactions) {
        FieldMapping mapping = new FieldMapping(roles, include, exclude, transforms, interactions);
        List<String> contradictions = contradictions(roles, transforms);
        if (!contradictions.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", contradictions));
        }
        return mapping;
    }

    /** What is taken for granted of a record: its fields {@code label}, {@code importance} and {@code id}, and everything else is a feature. */
    public static FieldMapping byDefault() {
        return new FieldMapping(
                Map.of(Role.LABEL, "label", Role.IMPORTANCE, "importance", Role.ID, "id"),
                ALL,
                List.of(),
                TransformRules.NONE,
                List.of());
    }

    /** Of records that tell an example's label and have no features; an empty path is none. */
    public static FieldMapping labels(String id, String label, String time) {
        return withoutFeatures(Map.of(Role.ID, id, Role.LABEL, label, Role.TIME, time));
    }

    /** Of records of which nothing matters but when they happened. */
    public static FieldMapping time(String path) {
        return withoutFeatures(Map.of(Role.TIME, path));
    }

    private static FieldMapping withoutFeatures(Map<Role, String> roles) {
        return new FieldMapping(roles, List.of(), List.of(), TransformRules.NONE, List.of());
    }

    /** What of these cannot both be; a field may be the time and a feature too. */
    public static List<String> contradictions(Map<Role, String> roles, TransformRules transforms) {
        List<String> found = new ArrayList<>();
        new EnumMap<>(roles).forEach((role, path) -> {
            if (path.isEmpty()) {
                return;
            }
            for (Role other : Role.values()) {
                if (other.compareTo(role) > 0 && path.equals(roles.get(other))) {
                    found.add(role.key() + " and " + other.key() + " are both '" + path
                            + "': a field has one meaning; name another field, or none, for one of them");
                }
            }
            if (role != Role.TIME && transforms.makesFeatureOf(path)) {
                found.add("features.transform makes a feature of '" + path + "', which is " + role.key()
                        + ": a field has one meaning; leave one of them out");
            }
        });
        return found;
    }

    /** Whether any field can be a feature. */
    public boolean hasFeatures() {
        return !include.isEmpty();
    }

    /** The role of the field at {@code path}; null if it has none. */
    public Role role(String path) {
        for (Map.Entry<Role, String> role : roles.entrySet()) {
            if (role.getValue().equals(path)) {
                return role.getKey();
            }
        }
        return null;
    }

    /** The role of some field below {@code path}; null if none there has any. */
    public Role roleBelow(String path) {
        for (Map.Entry<Role, String> role : roles.entrySet()) {
            if (role.getValue().startsWith(path + ".")) {
                return role.getKey();
            }
        }
        return null;
    }

    /** Where the field in this role is; empty if there is none. */
    public String path(Role role) {
        return roles.getOrDefault(role, "");
    }

    /** Whether the field at {@code path} is a feature if its type allows. */
    public boolean isFeature(String path) {
        Role role = role(path);
        return (role == null || role == Role.TIME)
                && matches(include, path)
                && !matches(exclude, path)
                && transform(path).kind() != Transform.Kind.IGNORE;
    }

    /** Whether fields below {@code path} may mean different things, so that each has to be looked up. */
    public boolean differsBelow(String path) {
        return roleBelow(path) != null
                || reachBelow(include, path)
                || reachBelow(exclude, path)
                || transforms.reachBelow(path)
                || interactions.stream().anyMatch(interaction -> reachBelow(interaction.fields(), path));
    }

    public Transform transform(String path) {
        return transforms.of(path);
    }

    /** Whether the field's transform was given by its name and not by a wildcard or for all of a record: then it must fit. */
    public boolean namesTransform(String path) {
        return transforms.names(path);
    }

    List<Interaction> interactions() {
        return interactions;
    }

    /** Which of the interactions' fields the path is: one bit each, in the order of {@link #interactions}. */
    long sides(String path) {
        long sides = 0;
        int bit = 0;
        for (Interaction interaction : interactions) {
            for (PathPattern field : interaction.fields()) {
                sides |= field.matches(path) ? 1L << bit : 0;
                bit++;
            }
        }
        return sides;
    }

    private static boolean matches(List<PathPattern> patterns, String path) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(path));
    }

    private static boolean reachBelow(List<PathPattern> patterns, String path) {
        return patterns.stream().anyMatch(pattern -> pattern.reachesBelow(path));
    }
}
