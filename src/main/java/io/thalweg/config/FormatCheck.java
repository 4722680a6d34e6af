package io.thalweg.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;

/** Rules between the settings of formats, and the schemas that they name. One thread. */
final class FormatCheck {
    private FormatCheck() {}

    /**
     * The settings of formats; null if there is an error in them.
     *
     * @param errors receives a line for each
     */
    static FormatSettings read(Values values, List<String> errors) {
        if (!values.allowed(Keys.EXAMPLES_FORMAT, Keys.EXAMPLES_SCHEMA, Keys.OUTPUTS_FORMAT)) {
            return null;
        }
        int before = errors.size();
        InputFormat examples = InputFormat.valueOf(
                values.text(Keys.EXAMPLES_FORMAT).replace('-', '_').toUpperCase(Locale.ROOT));
        List<Schema> schemas = schemas(values, examples, errors);
        registry(values, Keys.EXAMPLES_FORMAT, errors);
        registry(values, Keys.OUTPUTS_FORMAT, errors);
        return errors.size() > before
                ? null
                : new FormatSettings(
                        examples, schemas, values.text(Keys.OUTPUTS_FORMAT).equals("confluent"));
    }

    private static void registry(Values values, String format, List<String> errors) {
        if (values.text(format).equals("confluent")
                && values.allowed(Keys.REGISTRY_URL)
                && values.list(Keys.REGISTRY_URL).isEmpty()) {
            errors.add(values.describe(format) + " and " + values.describe(Keys.REGISTRY_URL)
                    + ": the ids of schemas are a registry's; set registry.url to its address");
        }
    }

    private static List<Schema> schemas(Values values, InputFormat format, List<String> errors) {
        String place = values.text(Keys.EXAMPLES_SCHEMA);
        String both = values.describe(Keys.EXAMPLES_FORMAT) + " and " + values.describe(Keys.EXAMPLES_SCHEMA);
        if (place.isEmpty()) {
            if (format == InputFormat.RAW) {
                errors.add(values.describe(Keys.EXAMPLES_FORMAT)
                        + ": records without a header do not say what they were written with; name its .avsc file in"
                        + " examples.schema");
            }
            return List.of();
        }
        if (format == InputFormat.CONFLUENT || format == InputFormat.JSON) {
            errors.add(both
                    + (format == InputFormat.JSON
                            ? ": JSON is read without a schema; leave examples.schema out"
                            : ": the registry has the schemas; leave examples.schema out, or set"
                                    + " examples.format=single-object or raw"));
            return List.of();
        }
        if (format == InputFormat.RAW && Files.isDirectory(Path.of(place))) {
            errors.add(both + ": all raw records have one schema; name its .avsc file, not a folder");
            return List.of();
        }
        try {
            return SchemaFiles.read(Path.of(place));
        } catch (IOException e) {
            errors.add(values.describe(Keys.EXAMPLES_SCHEMA) + ": " + e.getMessage()
                    + "; it must be an .avsc file or a folder of them");
            return List.of();
        }
    }
}
