package io.thalweg.cli;

import io.thalweg.config.LabelSettings;
import io.thalweg.config.ThalwegConfig;
import io.thalweg.generator.AdStream;
import io.thalweg.generator.AdTruth;
import io.thalweg.join.LabelOutcome;
import io.thalweg.registry.EmbeddedRegistry;
import io.thalweg.registry.RegistryRefusalException;
import io.thalweg.registry.RegistrySettings;
import io.thalweg.registry.RestRegistry;
import io.thalweg.topology.JoinMetrics;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Impressions and clicks on topics of their own, in schemas of their own, with a schema registry: clicks come late, early, twice or never, and what has become of
 * each is compared with what the generator knows.
 */
final class AdsDemo implements DemoScenario {
    private final AdStream stream;
    private final Summary summary;
    private final Optional<EmbeddedRegistry> own;
    private final String registryUrl;
    private AdRecords records;

    /** @param registryUrl of somebody else's registry; null for one of its own */
    AdsDemo(AdStream stream, String registryUrl, Summary summary) {
        this.stream = stream;
        this.summary = summary;
        own = registryUrl == null ? Optional.of(EmbeddedRegistry.start(0)) : Optional.empty();
        this.registryUrl = own.map(EmbeddedRegistry::url).orElse(registryUrl);
    }

    /**
     * Clicks come sooner than it is known that none comes. What tells the time of an impression would be learned from clicks alone at first, and is no feature; and
     * impressions are learned at once as not clicked, or the first half hour would know nothing but clicks.
     */
    @Override
    public List<String> defaults() {
        return List.of(
                "examples.topic=impressions",
                "labels.topic=clicks",
                "outcomes.topic=outcomes",
                "features.exclude=timestamp",
                "label.default.learning=at-once-weighted",
                "streams.max.task.idle.ms=2000");
    }

    @Override
    public List<String> settings() {
        return List.of(
                "registry.url=" + registryUrl,
                "examples.format=confluent",
                "labels.format=confluent",
                "id.field=impressionId",
                "time.field=timestamp",
                "label.id.field=impressionId",
                "label.value.field=clicked",
                "label.time.field=clickedAt",
                "label.default=0",
                "label.wait.ms=" + AdStream.WAIT_MS,
                "label.early.ms=" + AdStream.MEMORY_MS,
                "label.memory.ms=" + AdStream.MEMORY_MS,
                "outcomes.emit=matched,expired,repeated,orphan,duplicate,correction,late");
    }

    @Override
    public void prepare(ThalwegConfig config) {
        RegistrySettings settings = config.registry().orElseThrow();
        try (RestRegistry registry = new RestRegistry(settings)) {
            registry.check();
            records = AdRecords.register(
                    registry, settings.naming(), config.topics().examples(), clicksTopic(config));
        } catch (RegistryRefusalException e) {
            throw new Failure(
                    Failure.UNREACHABLE,
                    e.getMessage() + "; other topics have other subjects: --set examples.topic=… --set labels.topic=…",
                    e);
        }
    }

    private static String clicksTopic(ThalwegConfig config) {
        return config.labels().map(LabelSettings::topic).orElseThrow();
    }

    @Override
    public int show(ThalwegConfig config, int partitions, StopSignal stop) throws IOException {
        summary.progress()
                .println("impressions on topic " + config.topics().examples() + ", clicks on topic "
                        + clicksTopic(config) + ", schemas at " + registryUrl);
        try (DemoMonitor monitor = new DemoMonitor(config, partitions, new ProgressTable(summary.progress()))) {
            Optional<AdAccount> account = learn(config, partitions, monitor, stop);
            OptionalDouble bestLoss =
                    account.isEmpty() ? OptionalDouble.empty() : stream.truth().bestLoss();
            new DemoSummary(summary, config, monitor).add(0, bestLoss);
            account.ifPresentOrElse(
                    each -> tell(each, stream.truth()),
                    () -> summary.put("accounted", null)
                            .line("accounted for", "nothing: stopped before the last impression had its outcome"));
            return account.filter(each -> !each.differences().isEmpty()).isPresent() ? Failure.RUNTIME : 0;
        }
    }

    /** @return empty if it was stopped */
    private Optional<AdAccount> learn(ThalwegConfig config, int partitions, DemoMonitor monitor, StopSignal stop)
            throws IOException {
        try (Formats formats = Formats.reach(config);
                AdFeed feed = new AdFeed(config, partitions, stream, records);
                BackgroundFeed background = new BackgroundFeed(feed, stop);
                LearnerStreams streams = new LearnerStreams(config, formats.wire(), stop)) {
            monitor.follow(() -> stop.asked() || background.finished() && monitor.seen() >= feed.impressions());
            streams.throwIfFailed();
            background.throwIfFailed();
            if (stop.asked()) {
                return Optional.empty();
            }
            monitor.settle();
            long closing = (long) AdStream.CLOSING * partitions;
            return Optional.of(new AdAccount(
                    feed.impressions(),
                    feed.clicks(),
                    monitor.outcomes().waiting(),
                    found(monitor.outcomes(), streams),
                    AdAccount.expected(stream.truth(), closing)));
        }
    }

    private static Map<String, Long> found(ServedOutcomes outcomes, LearnerStreams streams) {
        Map<String, Long> found = new LinkedHashMap<>();
        for (LabelOutcome outcome : LabelOutcome.values()) {
            found.put(AdAccount.name(outcome), outcomes.count(outcome));
        }
        for (String waiting : List.of(JoinMetrics.PENDING, JoinMetrics.EARLY)) {
            found.put(
                    waiting,
                    streams.models().values().stream()
                            .filter(metrics -> metrics.containsKey(waiting))
                            .mapToLong(metrics -> ((Number) metrics.get(waiting).metricValue()).longValue())
                            .sum());
        }
        return found;
    }

    private void tell(AdAccount account, AdTruth truth) {
        summary.line("", "")
                .line(
                        "generator",
                        truth.shown() + " impressions, " + truth.lost() + " of them lost, and " + truth.repeated()
                                + " sent twice");
        account.tell(summary);
    }

    @Override
    public void close() {
        own.ifPresent(EmbeddedRegistry::close);
    }
}
