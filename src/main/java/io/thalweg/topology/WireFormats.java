package io.thalweg.topology;

import io.thalweg.config.FormatSettings;
import io.thalweg.config.InputFormat;
import io.thalweg.config.ThalwegConfig;
import io.thalweg.config.TopicNames;
import io.thalweg.mapping.FieldCounts;
import io.thalweg.mapping.FieldKinds;
import io.thalweg.mapping.FieldMapping;
import io.thalweg.registry.RegistryUnavailableException;
import io.thalweg.registry.SchemaRegistry;
import io.thalweg.registry.SubjectNaming;
import io.thalweg.registry.UnknownSchemaIdException;
import io.thalweg.serde.ExampleDecoder;
import io.thalweg.serde.PublishedHeaders;
import io.thalweg.serde.PublishedSchema;
import io.thalweg.serde.RecordFormat;
import io.thalweg.serde.RecordReaders;
import io.thalweg.serde.WriterSchemas;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;

/** How a configuration's records are read and written. Any thread. */
public final class WireFormats implements AutoCloseable {
    private static final String EXAMPLES = "examples";

    private final FormatSettings settings;
    private final FieldMapping mapping;
    private final SchemaRegistry registry;
    private final PublishedHeaders headers;
    private final Optional<SchemaGate> gate;

    private WireFormats(
            ThalwegConfig config, SchemaRegistry registry, PublishedHeaders headers, Optional<SchemaGate> gate) {
        settings = config.formats();
        mapping = config.fieldMapping();
        this.registry = registry;
        this.headers = headers;
        this.gate = gate;
    }

    /** Without a registry: for formats that need none, and for topologies that are only looked at. */
    public static WireFormats alone(ThalwegConfig config) {
        return new WireFormats(config, new NoRegistry(), PublishedHeaders.singleObject(), Optional.empty());
    }

    /**
     * With a registry, where the schemas of the outputs are registered now if they are to be written with ids.
     *
     * @param naming of the subjects
     * @throws RegistryUnavailableException if it cannot be asked
     * @throws io.thalweg.registry.RegistryRefusalException if it does not take a schema
     */
    public static WireFormats of(ThalwegConfig config, SchemaRegistry registry, SubjectNaming naming) {
        PublishedHeaders headers = config.formats().confluentOutputs()
                ? PublishedHeaders.confluent(register(config.topics(), registry, naming))
                : PublishedHeaders.singleObject();
        Optional<SchemaGate> gate = config.formats().examples() == InputFormat.CONFLUENT
                ? Optional.of(new SchemaGate(Set.of(config.topics().examples()), registry))
                : Optional.empty();
        return new WireFormats(config, gate.map(SchemaGate::registry).orElse(registry), headers, gate);
    }

    private static Map<PublishedSchema, Integer> register(
            TopicNames topics, SchemaRegistry registry, SubjectNaming naming) {
        Map<PublishedSchema, String> outputs = Map.of(
                PublishedSchema.PREDICTION, topics.predictions(),
                PublishedSchema.ROLLING_LOSS, topics.rollingLoss(),
                PublishedSchema.SNAPSHOT, topics.snapshots());
        Map<PublishedSchema, Integer> ids = new EnumMap<>(PublishedSchema.class);
        outputs.forEach((output, topic) ->
                ids.put(output, registry.register(naming.subject(topic, output.schema()), output.schema())));
        return ids;
    }

    /**
     * A new one for each task.
     *
     * @param kinds what fields have been so far, to the task
     * @param counts are told of each field
     */
    public ExampleDecoder exampleDecoder(FieldKinds kinds, FieldCounts counts) {
        return new ExampleDecoder(examples(), RecordReaders.mapped(mapping, kinds, counts));
    }

    private RecordFormat examples() {
        return switch (settings.examples()) {
            case CONFLUENT -> RecordFormat.confluent(EXAMPLES, registry);
            case RAW -> RecordFormat.raw(EXAMPLES, settings.schemas().get(0));
            case JSON -> RecordFormat.json(EXAMPLES);
            default -> RecordFormat.singleObject(EXAMPLES, WriterSchemas.of(settings.schemas()));
        };
    }

    public PublishedHeaders headers() {
        return headers;
    }

    /** What holds records until their schemas are known, if these come from a registry. */
    Optional<SchemaGate> gate() {
        return gate;
    }

    /** Nothing is asked any more. */
    @Override
    public void close() {
        gate.ifPresent(SchemaGate::close);
    }

    /** In the place of one. */
    private static final class NoRegistry implements SchemaRegistry {
        @Override
        public Schema schema(int id) {
            throw new UnknownSchemaIdException("no registry has been named", null);
        }

        @Override
        public int register(String subject, Schema schema) {
            throw new RegistryUnavailableException("no registry has been named", null);
        }
    }
}
