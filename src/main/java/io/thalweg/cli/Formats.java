package io.thalweg.cli;

import io.thalweg.config.InputFormat;
import io.thalweg.config.ThalwegConfig;
import io.thalweg.registry.RegistrySettings;
import io.thalweg.registry.RestRegistry;
import io.thalweg.serde.PublishedHeaders;
import io.thalweg.serde.PublishedSchema;
import io.thalweg.topology.WireFormats;
import java.util.Map;
import org.apache.avro.Schema;

/** The formats of a configuration's topics, and the schema registry behind them, which has answered and has the schemas of the outputs. */
final class Formats implements AutoCloseable {
    private final RestRegistry registry;
    private final WireFormats wire;

    private Formats(RestRegistry registry, WireFormats wire) {
        this.registry = registry;
        this.wire = wire;
    }

    /**
     * Asks no registry if no format needs one.
     *
     * @throws io.thalweg.registry.RegistryUnavailableException if it does not answer
     * @throws io.thalweg.registry.RegistryRefusalException if it does not take a schema
     */
    static Formats reach(ThalwegConfig config) {
        if (!config.formats().useRegistry()) {
            return new Formats(null, WireFormats.alone(config));
        }
        RegistrySettings settings = config.registry().orElseThrow();
        RestRegistry registry = new RestRegistry(settings);
        registry.check();
        return new Formats(registry, WireFormats.of(config, registry, settings.naming()));
    }

    WireFormats wire() {
        return wire;
    }

    /**
     * What goes before the examples that Thalweg itself writes to the examples topic.
     *
     * @throws Failure if they are to be written in a format that it only reads
     */
    static PublishedHeaders ofExamples(ThalwegConfig config) {
        InputFormat format = config.formats().examples().format();
        if (format == InputFormat.SINGLE_OBJECT) {
            return PublishedHeaders.singleObject();
        }
        if (format != InputFormat.CONFLUENT) {
            throw new Failure(
                    Failure.USAGE,
                    "examples.format is " + config.effective().get("examples.format")
                            + "; examples can be written in single-object or confluent only");
        }
        RegistrySettings settings = config.registry().orElseThrow();
        Schema schema = PublishedSchema.EXAMPLE.schema();
        try (RestRegistry registry = new RestRegistry(settings)) {
            int id = registry.register(settings.naming().subject(config.topics().examples(), schema), schema);
            return PublishedHeaders.confluent(Map.of(PublishedSchema.EXAMPLE, id));
        }
    }

    @Override
    public void close() {
        wire.close();
        if (registry != null) {
            registry.close();
        }
    }
}
