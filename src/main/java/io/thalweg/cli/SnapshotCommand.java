package io.thalweg.cli;

import static io.thalweg.cli.ProgressTable.number;
import static io.thalweg.cli.ProgressTable.shortened;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.serde.SnapshotFiles;
import io.thalweg.snapshot.Snapshot;
import io.thalweg.topology.SnapshotRequest;
import io.thalweg.topology.SnapshotTopic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Published models: look at one, ask for one, fetch one, {@linkplain SnapshotExport export} one, list its {@linkplain SnapshotTop heaviest weights}. */
@Command(
        name = "snapshot",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Look at, ask for, fetch and export published models.",
        subcommands = {SnapshotTop.class, SnapshotExport.class})
final class SnapshotCommand implements Runnable {
    private static final int NAME = 40;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Missing required subcommand: show, top, request, save or export");
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Say what a snapshot file holds.")
    int show(@Parameters(paramLabel = "FILE", description = "The snapshot.") Path file, @Mixin Summary summary) {
        Snapshot snapshot = Models.read(file);
        Snapshot.Head head = snapshot.head();
        Map<String, Long> positions = new TreeMap<>();
        head.positions().forEach((source, next) -> positions.put(source.topic() + "-" + source.partition(), next));
        long weights = snapshot.nonZeroWeights();
        summary.put("model", head.model())
                .put("partition", head.partition())
                .put("examples", head.examples())
                .put("labeled", head.learned())
                .put("rejected", head.rejected())
                .put("meanLoss", head.meanLoss())
                .put("rollingLoss", head.rollingLoss())
                .put("baselineLoss", head.baselineLoss())
                .put("classes", head.classes())
                .put("intercepts", head.intercepts())
                .put("nonZeroWeights", weights)
                .put("positions", positions)
                .put("settings", head.settings());
        summary.line("model", head.model() + ", partition " + head.partition())
                .line("examples", head.examples() + ", of which " + head.learned() + " learned")
                .line("rejected", head.rejected())
                .line("mean loss", number(head.meanLoss()))
                .line("rolling loss", number(head.rollingLoss()))
                .line("baseline's loss", number(head.baselineLoss()))
                .line("weights not zero", weights);
        for (int output = 0; output < head.intercepts().size(); output++) {
            String of = head.classes().isEmpty()
                    ? ""
                    : " of " + shortened(head.classes().get(output), NAME);
            summary.line("intercept" + of, number(head.intercepts().get(output)));
        }
        positions.forEach((source, next) -> summary.line("has learned", source + " below offset " + next));
        head.settings().forEach((key, value) -> summary.line("setting", key + "=" + value));
        summary.print();
        return 0;
    }

    @Command(
            name = "request",
            mixinStandardHelpOptions = true,
            description = "Ask the running models for a snapshot, by a record in each partition of the examples topic.")
    int request(@Mixin ConfigOptions options, @Mixin Summary summary) throws InterruptedException {
        ThalwegConfig config = options.read();
        String topic = config.topics().examples();
        int partitions;
        try (Cluster cluster = Cluster.reach(config)) {
            partitions = cluster.partitions(topic);
        }
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config.clients(), new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int partition = 0; partition < partitions; partition++) {
                sent.add(producer.send(SnapshotRequest.to(topic, partition)));
            }
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new Failure(
                    Failure.UNREACHABLE,
                    "the request could not be sent to topic " + topic + ": "
                            + e.getCause().getMessage(),
                    e);
        }
        summary.put("requested", partitions)
                .line(
                        "requested",
                        "a snapshot of each of " + partitions + " models; they will be on topic "
                                + config.topics().snapshots());
        summary.print();
        return 0;
    }

    @Command(
            name = "save",
            mixinStandardHelpOptions = true,
            description = "Write the newest snapshot on the snapshots topic to a file.")
    int save(
            @Parameters(paramLabel = "FILE", description = "Where to; replaced as a whole if it is there.") Path file,
            @Option(
                            names = "--partition",
                            paramLabel = "P",
                            defaultValue = "0",
                            description = "Whose model: that of an input partition; by default 0.")
                    int partition,
            @Mixin ConfigOptions options,
            @Mixin Summary summary)
            throws IOException {
        ThalwegConfig config = options.read();
        OutputFile.checkReplaceable("FILE", file);
        String topic = config.topics().snapshots();
        try (Cluster cluster = Cluster.reach(config)) {
            int partitions = cluster.partitions(topic);
            if (partition < 0 || partition >= partitions) {
                throw new Failure(
                        Failure.USAGE,
                        "--partition is " + partition + "; topic " + topic + " has partitions 0 to "
                                + (partitions - 1));
            }
        }
        Snapshot snapshot = new SnapshotTopic(config.clients(), topic)
                .newest(partition)
                .orElseThrow(() -> new Failure(
                        Failure.RUNTIME,
                        "there is no snapshot in partition " + partition + " of topic " + topic
                                + " yet; 'thalweg snapshot request' asks for one"));
        SnapshotFiles.write(file, snapshot);
        summary.put("labeled", snapshot.head().learned())
                .put("snapshot", file.toString())
                .line("snapshot", file + ", learned from " + snapshot.head().learned() + " examples");
        summary.print();
        return 0;
    }
}
