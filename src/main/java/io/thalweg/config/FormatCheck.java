package io.thalweg.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.Schema;

/** Rules between the settings of formats, and the schemas that they name. One thread. */
final class FormatCheck {
    private final Values values;
    private final List<String> errors;

    private FormatCheck(Values values, List<String> errors) {
        this.values = values;
        this.errors = errors;
    }

    /**
     * The settings of formats; null if there is an error in them.
     *
     * @param errors receives a line for each
     */
    static FormatSettings read(Values values, List<String> errors) {
        if (!values.allowed(
                Keys.EXAMPLES_FORMAT,
                Keys.EXAMPLES_SCHEMA,
                Keys.OUTPUTS_FORMAT,
                Keys.LABELS_TOPIC,
                Keys.LABELS_FORMAT,
                Keys.LABELS_SCHEMA)) {
            return null;
        }
        int before = errors.size();
        FormatSettings settings = new FormatCheck(values, errors).read();
        return errors.size() > before ? null : settings;
    }

    private FormatSettings read() {
        TopicFormat examples = topic("examples", Keys.EXAMPLES_FORMAT, Keys.EXAMPLES_SCHEMA);
        Optional<TopicFormat> labels = values.text(Keys.LABELS_TOPIC).isEmpty()
                ? Optional.empty()
                : Optional.of(topic("labels", ofLabels(), Keys.LABELS_SCHEMA));
        registry(Keys.OUTPUTS_FORMAT);
        return new FormatSettings(
                examples, labels, values.text(Keys.OUTPUTS_FORMAT).equals("confluent"));
    }

    private String ofLabels() {
        return values.text(Keys.LABELS_FORMAT).isEmpty() ? Keys.EXAMPLES_FORMAT : Keys.LABELS_FORMAT;
    }

    private TopicFormat topic(String settings, String formatKey, String schemaKey) {
        InputFormat format =
                InputFormat.valueOf(values.text(formatKey).replace('-', '_').toUpperCase(Locale.ROOT));
        registry(formatKey);
        return new TopicFormat(settings, format, schemas(format, formatKey, schemaKey));
    }

    private void registry(String format) {
        if (values.text(format).equals("confluent")
                && values.allowed(Keys.REGISTRY_URL)
                && values.list(Keys.REGISTRY_URL).isEmpty()) {
            String error = values.describe(format) + " and " + values.describe(Keys.REGISTRY_URL)
                    + ": the ids of schemas are a registry's; set registry.url to its address";
            if (!errors.contains(error)) {
                errors.add(error);
            }
        }
    }

    private List<Schema> schemas(InputFormat format, String formatKey, String schemaKey) {
        String place = values.text(schemaKey);
        String both = values.describe(formatKey) + " and " + values.describe(schemaKey);
        if (place.isEmpty()) {
            if (format == InputFormat.RAW) {
                errors.add(values.describe(formatKey)
                        + ": records without a header do not say what they were written with; name its .avsc file in "
                        + schemaKey);
            }
            return List.of();
        }
        if (format == InputFormat.CONFLUENT || format == InputFormat.JSON) {
            errors.add(both
                    + (format == InputFormat.JSON
                            ? ": JSON is read without a schema; leave " + schemaKey + " out"
                            : ": the registry has the schemas; leave " + schemaKey + " out, or set " + formatKey
                                    + "=single-object or raw"));
            return List.of();
        }
        if (format == InputFormat.RAW && Files.isDirectory(Path.of(place))) {
            errors.add(both + ": all raw records have one schema; name its .avsc file, not a folder");
            return List.of();
        }
        try {
            return SchemaFiles.read(Path.of(place));
        } catch (IOException e) {
            errors.add(values.describe(schemaKey) + ": " + e.getMessage()
                    + "; it must be an .avsc file or a folder of them");
            return List.of();
        }
    }
}
