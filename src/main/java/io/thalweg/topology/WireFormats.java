package io.thalweg.topology;

import io.thalweg.config.FormatSettings;
import io.thalweg.config.InputFormat;
import io.thalweg.config.LabelSettings;
import io.thalweg.config.ThalwegConfig;
import io.thalweg.config.TopicFormat;
import io.thalweg.config.TopicNames;
import io.thalweg.join.Label;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.mapping.FieldKinds;
import io.thalweg.mapping.FieldMapping;
import io.thalweg.mapping.Role;
import io.thalweg.model.Model;
import io.thalweg.registry.RegistryUnavailableException;
import io.thalweg.registry.SchemaRegistry;
import io.thalweg.registry.SubjectNaming;
import io.thalweg.registry.UnknownSchemaIdException;
import io.thalweg.serde.ExampleDecoder;
import io.thalweg.serde.FieldWatch;
import io.thalweg.serde.PublishedHeaders;
import io.thalweg.serde.PublishedSchema;
import io.thalweg.serde.RecordFormat;
import io.thalweg.serde.RecordReaders;
import io.thalweg.serde.WriterSchemas;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.avro.Schema;

/** How a configuration's records are read and written. Any thread. */
public final class WireFormats implements AutoCloseable {
    private final FormatSettings settings;
    private final FieldMapping mapping;
    private final FieldMapping labelMapping;
    private final Optional<Label> labelValue;
    private final SchemaRegistry registry;
    private final PublishedHeaders headers;
    private final Optional<SchemaGate> gate;

    private WireFormats(
            ThalwegConfig config, SchemaRegistry registry, PublishedHeaders headers, Optional<SchemaGate> gate) {
        settings = config.formats();
        mapping = config.fieldMapping();
        labelMapping = config.labels()
                .map(labels -> FieldMapping.labels(labels.idField(), labels.valueField(), labels.timeField()))
                .orElse(mapping);
        labelValue = config.labels().flatMap(LabelSettings::value);
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
                ? PublishedHeaders.confluent(register(config, registry, naming))
                : PublishedHeaders.singleObject();
        Set<String> gated = gated(config);
        Optional<SchemaGate> gate = gated.isEmpty()
                ? Optional.empty()
                : Optional.of(new SchemaGate(gated, Set.copyOf(new TopicPlan(config).inputs()), registry));
        return new WireFormats(config, gate.map(SchemaGate::registry).orElse(registry), headers, gate);
    }

    private static Set<String> gated(ThalwegConfig config) {
        Set<String> gated = new HashSet<>();
        if (config.formats().examples().format() == InputFormat.CONFLUENT) {
            gated.add(config.topics().examples());
        }
        config.formats()
                .labels()
                .filter(labels -> labels.format() == InputFormat.CONFLUENT)
                .ifPresent(labels -> gated.add(config.labels().orElseThrow().topic()));
        return gated;
    }

    private static Map<PublishedSchema, Integer> register(
            ThalwegConfig config, SchemaRegistry registry, SubjectNaming naming) {
        TopicNames topics = config.topics();
        Map<PublishedSchema, String> outputs = new EnumMap<>(Map.of(
                PublishedSchema.PREDICTION, topics.predictions(),
                PublishedSchema.ROLLING_LOSS, topics.rollingLoss(),
                PublishedSchema.SNAPSHOT, topics.snapshots()));
        config.labels()
                .flatMap(LabelSettings::outcomesTopic)
                .ifPresent(topic -> outputs.put(PublishedSchema.LABEL_OUTCOME, topic));
        Map<PublishedSchema, Integer> ids = new EnumMap<>(PublishedSchema.class);
        outputs.forEach((output, topic) ->
                ids.put(output, registry.register(naming.subject(topic, output.schema()), output.schema())));
        return ids;
    }

    /** What counts the fields of the examples of a learner's task. */
    static FieldWatch watch(OnlineLearner learner) {
        Model model = learner.model();
        return new FieldWatch(Integer.numberOfTrailingZeros(model.size()), model::knows);
    }

    /** A new one for each task. */
    public ExampleDecoder exampleDecoder(FieldKinds kinds, FieldWatch watch) {
        return decoder(settings.examples(), mapping, kinds, watch);
    }

    /** Of the records of the topic of labels, if there is one: examples without features. A new one for each task. */
    public ExampleDecoder labelDecoder() {
        return decoder(
                settings.labels().orElse(settings.examples()), labelMapping, new FieldKinds(), FieldWatch.none());
    }

    /** What every record of the topic of labels means, if no field says it. */
    Optional<Label> labelValue() {
        return labelValue;
    }

    /** What reads the time at which an example happened; empty if that is its timestamp. A new one for each thread. */
    Optional<Supplier<ExampleDecoder>> exampleTime() {
        return time(settings.examples(), mapping.path(Role.TIME));
    }

    /** The same of a label. */
    Optional<Supplier<ExampleDecoder>> labelTime() {
        return time(settings.labels().orElse(settings.examples()), labelMapping.path(Role.TIME));
    }

    private Optional<Supplier<ExampleDecoder>> time(TopicFormat topic, String path) {
        return path.isEmpty()
                ? Optional.empty()
                : Optional.of(() -> decoder(topic, FieldMapping.time(path), new FieldKinds(), FieldWatch.none()));
    }

    private ExampleDecoder decoder(TopicFormat topic, FieldMapping mapping, FieldKinds kinds, FieldWatch watch) {
        RecordFormat format = switch (topic.format()) {
            case CONFLUENT -> RecordFormat.confluent(topic.settings(), registry);
            case RAW -> RecordFormat.raw(topic.settings(), topic.schemas().get(0));
            case JSON -> RecordFormat.json(topic.settings());
            case SINGLE_OBJECT -> RecordFormat.singleObject(topic.settings(), WriterSchemas.of(topic.schemas()));
        };
        return new ExampleDecoder(format, RecordReaders.mapped(mapping, kinds, watch));
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
