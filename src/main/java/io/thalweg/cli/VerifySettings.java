package io.thalweg.cli;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.verify.FaultyClients;
import io.thalweg.verify.FaultyProcessors;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a round of {@code verify} learns with: the user's settings, over those that make it short, under those that it needs. One thread. */
final class VerifySettings {
    /** Each gets a task. */
    private static final int WORKERS = 3;

    private final ConfigOptions options;
    private final Map<String, String> unlessGiven;
    private final List<String> fixed = new ArrayList<>();

    /**
     * @param cluster whether there are brokers, and perhaps topics of the same names, already
     * @param labels whether labels are to have a topic of their own; they have if the user's settings say so
     */
    VerifySettings(ConfigOptions options, boolean cluster, boolean labels, long examples) {
        this.options = options;
        unlessGiven = new HashMap<>(Map.of(
                "rolling.loss.every", "100",
                "snapshot.every", Long.toString(Math.max(1, examples / 10)),
                "streams.producer.transaction.timeout.ms", "5000"));
        boolean joins = labels || options.read(unlessGiven, List.of()).labels().isPresent();
        if (joins) {
            joinLabels();
        }
        if (cluster) {
            String name = "thalweg-verify-" + UUID.randomUUID();
            fixed.add("application.id=" + name);
            List<String> topics =
                    new ArrayList<>(List.of("examples", "predictions", "rolling.loss", "snapshots", "dead.letter"));
            topics.addAll(joins ? List.of("labels", "outcomes") : List.of());
            for (String topic : topics) {
                fixed.add(topic + ".topic=" + name + "." + topic.replace('.', '-'));
            }
        } else {
            fixed.add("application.id=thalweg-verify");
            fixed.add("topics.replication=1");
            fixed.add("bootstrap.servers=127.0.0.1:1");
            fixed.add("streams.security.protocol=PLAINTEXT");
        }
        int partitions = options.read(unlessGiven, List.of()).topicPartitions();
        fixed.add("topics.partitions=" + Math.max(WORKERS, partitions));
        fixed.add("threads=1");
        fixed.add("errors.tolerance=all");
        fixed.add("warm.start=none");
        fixed.add("examples.format=single-object");
        fixed.add("examples.schema=");
        fixed.add("outputs.format=single-object");
        fixed.add("streams.default.client.supplier=" + FaultyClients.class.getName());
        fixed.add("streams.processor.wrapper.class=" + FaultyProcessors.class.getName());
    }

    /** Records are of the feed's own making, whatever the user's look like; both topics are waited for as long as a round may last, so that they are taken in the order of their times. */
    private void joinLabels() {
        fixed.addAll(List.of("labels.format=", "labels.schema=", "label.id.field=id", "label.value.field=label"));
        fixed.addAll(List.of("label.time.field=", "label.value=", "id.field=id", "label.field=label", "time.field="));
        fixed.add("streams.max.task.idle.ms=" + Duration.ofHours(6).toMillis());
        unlessGiven.put("labels.topic", "labels");
        unlessGiven.put("outcomes.topic", "outcomes");
        unlessGiven.put("outcomes.emit", "matched,expired,repeated,orphan,duplicate,correction,late");
        unlessGiven.put("label.wait.ms", Long.toString(VerifyLabelFeed.WAIT_MS));
        unlessGiven.put("label.early.ms", "500");
        unlessGiven.put("label.memory.ms", "1000");
        unlessGiven.put("label.default", "0");
    }

    /** @throws io.thalweg.config.ConfigurationException with everything that is wrong, before anything has been started */
    void check() {
        config();
    }

    /** A broker of its own. */
    void useBroker(String address) {
        fixed.add("bootstrap.servers=" + address);
    }

    void useSnapshots(Path directory) {
        fixed.add("snapshot.dir=" + directory);
    }

    ThalwegConfig config() {
        return options.read(unlessGiven, fixed);
    }

    /** The command that learns with them, and tells all that it knows of a failure. */
    List<String> run() {
        List<String> run = new ArrayList<>(List.of("--verbose", "run"));
        run.addAll(options.arguments(unlessGiven, fixed));
        return run;
    }
}
