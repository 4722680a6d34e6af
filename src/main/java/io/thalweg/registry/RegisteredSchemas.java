package io.thalweg.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;

/**
 * What an {@link EmbeddedRegistry} holds. Ids ascend from 1, and the same schema with the same references has one id under all subjects; versions ascend
 * from 1 in each subject. A new version may be anything: compatibility is not checked. One thread at a time.
 */
final class RegisteredSchemas {
    private final List<SchemaText> byId = new ArrayList<>();
    private final List<Schema> parsed = new ArrayList<>();
    private final SortedMap<String, NavigableMap<Integer, Integer>> subjects = new TreeMap<>();

    /**
     * The id under which the schema now is.
     *
     * @throws UnusableSchemaException if it is not Avro, or refers to what is not there
     */
    int register(String subject, SchemaText schema) {
        int id = idOrNew(schema);
        NavigableMap<Integer, Integer> versions = subjects.computeIfAbsent(subject, any -> new TreeMap<>());
        if (!versions.containsValue(id)) {
            versions.put(versions.isEmpty() ? 1 : versions.lastKey() + 1, id);
        }
        return id;
    }

    private int idOrNew(SchemaText schema) {
        int known = id(schema);
        if (known > 0) {
            return known;
        }
        parsed.add(parse(schema));
        byId.add(schema);
        return byId.size();
    }

    /** 0 if it is not there; however its JSON is written. */
    private int id(SchemaText schema) {
        if (byId.contains(schema)) {
            return byId.indexOf(schema) + 1;
        }
        String text = parse(schema).toString();
        for (int i = 0; i < byId.size(); i++) {
            if (parsed.get(i).toString().equals(text)
                    && byId.get(i).references().equals(schema.references())) {
                return i + 1;
            }
        }
        return 0;
    }

    private Schema parse(SchemaText schema) {
        return ReferencedSchemas.parse(
                schema,
                reference -> version(reference.subject(), reference.version())
                        .flatMap(this::schema)
                        .orElseThrow(() -> new UnusableSchemaException(reference + " is not registered", null)));
    }

    Optional<SchemaText> schema(int id) {
        return id >= 1 && id <= byId.size() ? Optional.of(byId.get(id - 1)) : Optional.empty();
    }

    List<String> subjects() {
        return List.copyOf(subjects.keySet());
    }

    boolean hasSubject(String subject) {
        return subjects.containsKey(subject);
    }

    List<Integer> versions(String subject) {
        return List.copyOf(subjects.getOrDefault(subject, new TreeMap<>()).keySet());
    }

    /** The id of a version; −1 is the latest. */
    Optional<Integer> version(String subject, int version) {
        NavigableMap<Integer, Integer> versions = subjects.getOrDefault(subject, new TreeMap<>());
        return version == -1 && !versions.isEmpty()
                ? Optional.of(versions.lastEntry().getValue())
                : Optional.ofNullable(versions.get(version));
    }

    /** The version of a schema in a subject. */
    Optional<Integer> find(String subject, SchemaText schema) {
        int id = id(schema);
        return versions(subject).stream()
                .filter(version -> subjects.get(subject).get(version) == id)
                .findFirst();
    }
}
