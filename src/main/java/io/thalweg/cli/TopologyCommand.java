package io.thalweg.cli;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.topology.InputProbe;
import io.thalweg.topology.ThalwegTopology;
import io.thalweg.topology.TopologyDrawing;
import io.thalweg.topology.WarmStartSource;
import java.util.concurrent.Callable;
import org.apache.kafka.streams.TopologyDescription;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the topology that the settings make. */
@Command(name = "topology", mixinStandardHelpOptions = true, description = "Print the Kafka Streams topology.")
final class TopologyCommand implements Callable<Integer> {
    @Option(
            names = "--format",
            paramLabel = "F",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}; by default ${DEFAULT-VALUE}.")
    private Format format;

    @Mixin
    private ConfigOptions options;

    /** As Kafka describes it, or as a drawing program reads it. */
    enum Format {
        text,
        mermaid,
        dot
    }

    @Override
    public Integer call() {
        ThalwegConfig config = options.read();
        TopologyDescription topology = ThalwegTopology.build(
                        config, WarmStartSource.NONE, (input, from, to) -> InputProbe.Gap.EMPTY)
                .describe();
        TopologyDrawing drawing = new TopologyDrawing(topology, config.topics().deadLetter());
        System.out.print(
                format == Format.mermaid
                        ? drawing.mermaid()
                        : format == Format.dot ? drawing.dot() : topology.toString());
        System.out.flush();
        return 0;
    }
}
