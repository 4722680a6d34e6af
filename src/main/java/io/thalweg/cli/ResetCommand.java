package io.thalweg.cli;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.config.WarmStart;
import io.thalweg.topology.TopicPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.streams.StreamsConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Makes an application forget. What it forgets first is its place in the examples topic, and then its models: broken off in between, models know what
 * they have learned and skip it, whereas new models at an old place would have lost what is before it.
 */
@Command(
        name = "reset",
        mixinStandardHelpOptions = true,
        description =
                "Make a stopped application forget: its place, its models, its snapshots; each only if named. Output topics are not touched.")
final class ResetCommand implements Callable<Integer> {
    @Option(
            names = "--offsets",
            paramLabel = "WHERE",
            description =
                    "Where it begins again in the examples topic: earliest, latest, or current, where it has stopped.")
    private ResetOffsets.Place offsets;

    @Option(
            names = "--internal-topics",
            description = "Delete the changelog, and with it the models; with --offsets only.")
    private boolean internalTopics;

    @Option(
            names = "--local-state",
            description = "Delete what Kafka Streams keeps of it in streams.state.dir on this machine.")
    private boolean localState;

    @Option(names = "--snapshots", description = "Delete its snapshots, on the topic and in snapshot.dir.")
    private boolean snapshots;

    @Option(names = "--all", description = "All of these; --offsets earliest unless another place is named.")
    private boolean all;

    @Option(names = "--dry-run", description = "Print what would be done; change nothing.")
    private boolean dryRun;

    @Mixin
    private ConfigOptions options;

    @Mixin
    private Summary summary;

    @Override
    public Integer call() throws IOException {
        if (all) {
            offsets = offsets == null ? ResetOffsets.Place.EARLIEST : offsets;
            internalTopics = true;
            localState = true;
            snapshots = true;
        }
        if (offsets == null && !internalTopics && !localState && !snapshots) {
            throw new Failure(
                    Failure.USAGE,
                    "nothing is named: say which of --offsets WHERE, --internal-topics, --local-state, --snapshots, or --all");
        }
        ThalwegConfig config = options.read();
        try (Cluster cluster = Cluster.reach(config)) {
            ApplicationGroup group = new ApplicationGroup(cluster.admin(), config.applicationId());
            cluster.check(new Permissions(cluster.admin(), needed(config)));
            if (!dryRun) {
                group.refuseMembers();
            }
            Map<String, ResetStep> steps = steps(config, cluster, group);
            summary.put("application", config.applicationId()).put("dryRun", dryRun);
            boolean any = false;
            for (Map.Entry<String, ResetStep> step : steps.entrySet()) {
                any |= perform(group, step.getKey(), step.getValue());
            }
            if (!any) {
                summary.line("nothing to do", "");
            }
            if (internalTopics) {
                summary.line("next start", nextStart(config));
            }
            summary.print();
            if (dryRun) {
                group.refuseMembers();
            }
        }
        return 0;
    }

    /** What is asked first, so that nothing is half done; who may not see the changelog or the offsets would think that there are none. */
    private Map<String, Set<AclOperation>> needed(ThalwegConfig config) {
        boolean commits = offsets != null && offsets != ResetOffsets.Place.CURRENT;
        Map<String, Set<AclOperation>> needed = new LinkedHashMap<>();
        TopicPlan plan = new TopicPlan(config);
        plan.inputs().forEach(topic -> needed.put(topic, Set.of(commits ? AclOperation.READ : AclOperation.DESCRIBE)));
        plan.changelogs()
                .forEach(topic ->
                        needed.put(topic, Set.of(internalTopics ? AclOperation.DELETE : AclOperation.DESCRIBE)));
        if (snapshots) {
            needed.put(config.topics().snapshots(), Set.of(AclOperation.READ, AclOperation.WRITE));
        }
        return needed;
    }

    private boolean perform(ApplicationGroup group, String what, ResetStep step) {
        List<String> todo = step.todo();
        if (!dryRun && !todo.isEmpty()) {
            group.refuseMembers();
            step.perform();
        }
        todo.forEach(each -> summary.line(dryRun ? "would reset" : "reset", each));
        summary.put(what, todo);
        return !todo.isEmpty();
    }

    private String nextStart(ThalwegConfig config) {
        if (config.snapshots().warmStart() instanceof WarmStart.File file) {
            return "from snapshot " + file.path();
        }
        return config.snapshots().warmStart() instanceof WarmStart.Latest
                ? "from the newest snapshot of any application on topic "
                        + config.topics().snapshots() + ", or from nothing if there is none, as warm.start=latest says"
                : "from nothing";
    }

    private Map<String, ResetStep> steps(ThalwegConfig config, Cluster cluster, ApplicationGroup group)
            throws IOException {
        Admin admin = cluster.admin();
        TopicPlan plan = new TopicPlan(config);
        ResetStep models = new ResetInternalTopics(admin, plan.changelogs());
        boolean anyOffsets =
                plan.inputs().stream().anyMatch(topic -> !group.committed(topic).isEmpty());
        refuseHalves(!models.todo().isEmpty(), anyOffsets);
        Map<String, ResetStep> steps = new LinkedHashMap<>();
        if (offsets != null) {
            for (String topic : plan.inputs()) {
                String step = topic.equals(config.topics().examples()) ? "offsets" : "labelOffsets";
                steps.put(step, new ResetOffsets(admin, group, topic, cluster.partitions(topic), offsets));
            }
        }
        if (internalTopics) {
            steps.put("internalTopics", models);
        }
        if (localState) {
            steps.put("localState", localState(config));
        }
        if (snapshots) {
            steps.put("snapshots", snapshots(config, cluster));
        }
        return steps;
    }

    /** A model and the offsets of its group belong together: one without the other learns nothing, or loses the past without a word. */
    private void refuseHalves(boolean anyModel, boolean anyOffsets) {
        if (offsets != null && !internalTopics && anyModel) {
            throw new Failure(
                    Failure.USAGE,
                    "--offsets without --internal-topics: the models know what they have learned; they would skip it when it comes"
                            + " again, and refuse to start behind a gap. Name both, or neither");
        }
        if (internalTopics && offsets == null && anyModel && anyOffsets) {
            throw new Failure(
                    Failure.USAGE,
                    "--internal-topics without --offsets: new models would begin where the old ones have stopped, and never learn"
                            + " what is before. Add --offsets earliest to learn it again, latest to begin with what comes, or current"
                            + " if that is what you want");
        }
    }

    private static ResetStep localState(ThalwegConfig config) {
        Path directory = Path.of(
                new StreamsConfig(config.streams()).getString(StreamsConfig.STATE_DIR_CONFIG), config.applicationId());
        ResetLocalState step = new ResetLocalState(directory);
        config.snapshots().directory().ifPresent(named -> step.refuseToDelete("snapshot.dir", named));
        if (config.snapshots().warmStart() instanceof WarmStart.File file) {
            step.refuseToDelete("warm.start", file.path());
        }
        return step;
    }

    private static ResetStep snapshots(ThalwegConfig config, Cluster cluster) throws IOException {
        ResetSnapshots step =
                new ResetSnapshots(config, cluster.partitions(config.topics().snapshots()));
        if (config.snapshots().warmStart() instanceof WarmStart.File file) {
            step.refuseToDelete(file.path());
        }
        return step;
    }
}
