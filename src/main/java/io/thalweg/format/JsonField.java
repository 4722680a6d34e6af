package io.thalweg.format;

import io.thalweg.mapping.Field;
import io.thalweg.mapping.FieldMapping;
import io.thalweg.mapping.KeyedFields;
import io.thalweg.mapping.MappedFeatures;
import io.thalweg.mapping.Role;
import io.thalweg.mapping.Transform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One path of JSON records, as far as it has been met: what it means, and the paths below it. One thread. */
final class JsonField {
    final Role role;
    final Field field;

    /** Whether numbers, texts and truth values are features here. */
    final boolean isFeature;

    final Transform.Kind transform;
    final boolean namesTransform;

    /** Whether anything here or below means anything. */
    final boolean isWanted;

    /** A role that some path below this one has; null if there is none. */
    final Role roleBelow;

    private final String prefix;
    private final MappedFeatures features;
    private final Map<String, JsonField> below = new HashMap<>();
    private final List<KeyedFields> positions = new ArrayList<>();

    JsonField(String path, FieldMapping mapping, MappedFeatures features) {
        this.features = features;
        prefix = path.isEmpty() ? "" : path + ".";
        role = mapping.role(path);
        isFeature = role == null && mapping.isFeature(path);
        roleBelow = mapping.roleBelow(path);
        isWanted = path.isEmpty() || role != null || isFeature || mapping.differsBelow(path);
        transform = mapping.transform(path).kind();
        namesTransform = mapping.namesTransform(path);
        field = isWanted ? features.field(path) : null;
    }

    /** The one below of this name. */
    JsonField below(String name, FieldMapping mapping, Room room) {
        JsonField known = below.get(name);
        if (known != null) {
            return known;
        }
        JsonField field = new JsonField(prefix + name, mapping, features);
        if (room.take()) {
            below.put(name, field);
        }
        return field;
    }

    /** The fields of an array's positions, inside {@code depth} other arrays. */
    KeyedFields positions(int depth) {
        while (positions.size() <= depth) {
            positions.add(features.fieldsBelow(field));
        }
        return positions.get(depth);
    }

    /** How many paths are kept: data name them, and may name ever more. */
    static final class Room {
        private int left = 10_000;

        private boolean take() {
            return left > 0 && left-- > 0;
        }
    }
}
