package io.thalweg.cli;

import io.thalweg.config.ThalwegConfig;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.NewTopic;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Creates the topics that a configuration needs and that are not there. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = "Create the topics that are missing, or say which they are.")
final class TopicsCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private Action action;

    @Mixin
    private ConfigOptions options;

    @Mixin
    private Summary summary;

    /** One of the two. */
    private static final class Action {
        @Option(names = "--create", description = "Create what is missing.")
        private boolean create;

        @Option(names = "--dry-run", description = "Print what is missing; create nothing.")
        private boolean dryRun;
    }

    @Override
    public Integer call() {
        ThalwegConfig config = options.read();
        try (Cluster cluster = Cluster.reach(config)) {
            List<NewTopic> missing = cluster.missingTopics();
            if (action.create && !missing.isEmpty()) {
                cluster.create(missing);
            }
            for (NewTopic topic : missing) {
                Map<String, String> properties = new TreeMap<>(topic.configs());
                properties.put("partitions", Integer.toString(topic.numPartitions()));
                summary.line(action.create ? "created" : "missing", topic.name() + " " + properties);
            }
            if (missing.isEmpty()) {
                summary.line("nothing to do", "all topics are there");
            }
            summary.put(
                    action.create ? "created" : "missing",
                    missing.stream().map(NewTopic::name).toList());
            summary.print();
            cluster.checkTopics(missing);
        }
        return 0;
    }
}
