package io.thalweg.cli;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.example.ExampleReader;
import io.thalweg.mapping.Role;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** Fields that the settings name must be in the one schema of a container file: where they are not, a name is wrong. Topics, whose schemas come and go, may lack them. */
final class NamedFields {
    private static final int LISTED = 20;

    private NamedFields() {}

    /**
     * @param reader of any format; those without a schema are not looked at
     * @throws Failure if a field is not there
     */
    static void check(ExampleReader reader, String file, ThalwegConfig config) {
        if (reader instanceof NamedExamples examples) {
            examples.schema().ifPresent(schema -> check(schema, file, config.namedFields()));
        }
    }

    private static void check(Schema schema, String file, Map<Role, String> named) {
        List<String> lacking = named.entrySet().stream()
                .filter(field -> !has(schema, field.getValue()))
                .map(field -> field.getKey().key() + "=" + field.getValue())
                .toList();
        if (!lacking.isEmpty()) {
            throw new Failure(
                    Failure.USAGE,
                    "the records of " + file + " have no field for " + String.join(", ", lacking)
                            + "; their fields are " + listed(schema.getFields()));
        }
    }

    private static String listed(List<Schema.Field> fields) {
        int more = fields.size() - LISTED;
        return fields.stream().limit(LISTED).map(Schema.Field::name).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    /** Whether there is such a path through records; of a union, through any branch. */
    private static boolean has(Schema schema, String path) {
        if (schema.getType() == Schema.Type.UNION) {
            return schema.getTypes().stream().anyMatch(branch -> has(branch, path));
        }
        if (schema.getType() != Schema.Type.RECORD) {
            return false;
        }
        int dot = path.indexOf('.');
        Schema.Field field = schema.getField(dot < 0 ? path : path.substring(0, dot));
        return field != null && (dot < 0 || has(field.schema(), path.substring(dot + 1)));
    }
}
