package io.thalweg.testing;

import io.thalweg.mapping.FieldMapping;
import io.thalweg.mapping.Interaction;
import io.thalweg.mapping.PathPattern;
import io.thalweg.mapping.Role;
import io.thalweg.mapping.TransformRules;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Mappings as the settings write them: {@code "time.field=when", "features.exclude=a.*,b"}. */
public final class Mappings {
    private Mappings() {}

    public static FieldMapping of(String... settings) {
        Map<Role, String> roles =
                new EnumMap<>(Map.of(Role.LABEL, "label", Role.IMPORTANCE, "importance", Role.ID, "id"));
        List<PathPattern> include = patterns("*");
        List<PathPattern> exclude = List.of();
        TransformRules transforms = TransformRules.parse("");
        List<Interaction> interactions = List.of();
        for (String setting : settings) {
            String key = setting.substring(0, setting.indexOf('='));
            String value = setting.substring(setting.indexOf('=') + 1);
            switch (key) {
                case "features.include" -> include = patterns(value);
                case "features.exclude" -> exclude = patterns(value);
                case "features.transform" -> transforms = TransformRules.parse(value);
                case "features.interactions" -> interactions = Interaction.parse(value);
                default -> roles.put(role(key), value);
            }
        }
        return FieldMapping.of(roles, include, exclude, transforms, interactions);
    }

    private static Role role(String key) {
        return Arrays.stream(Role.values())
                .filter(role -> role.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static List<PathPattern> patterns(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",")).map(PathPattern::parse).toList();
    }
}
