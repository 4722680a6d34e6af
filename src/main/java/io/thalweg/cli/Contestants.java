package io.thalweg.cli;

import io.thalweg.config.ConfigurationException;
import io.thalweg.config.RacedKeys;
import io.thalweg.config.ThalwegConfig;
import io.thalweg.config.WarmStart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Who takes part in a race: every combination that is asked for and the configuration as it is, each once, or nobody if anything is wrong with one of them. */
final class Contestants {
    static final int MAX = 64;

    private final ConfigOptions options;
    private final Map<String, List<String>> errors = new LinkedHashMap<>();
    private final Map<SortedMap<String, String>, Contestant> bySettings = new LinkedHashMap<>();

    private Contestants(ConfigOptions options) {
        this.options = options;
    }

    /**
     * @param races what {@code --race} says; each adds its combinations
     * @throws Failure with everything that is wrong
     */
    static List<Contestant> of(ConfigOptions options, List<String> races) {
        List<List<String>> combinations = combinations(races);
        Contestants contestants = new Contestants(options);
        ThalwegConfig asConfigured = contestants.read(List.of());
        combinations.forEach(sets -> contestants.add(sets, contestants.read(sets), asConfigured));
        contestants.refuseErrors();
        contestants.add(List.of(), asConfigured, asConfigured);
        contestants.refuseTooMany();
        if (!(asConfigured.snapshots().warmStart() instanceof WarmStart.None)) {
            throw new Failure(
                    Failure.USAGE, "--race compares learners that start from nothing: leave warm.start out, or --race");
        }
        return List.copyOf(contestants.bySettings.values());
    }

    private static List<List<String>> combinations(List<String> races) {
        List<String> errors = new ArrayList<>();
        List<RaceSpec> specs =
                races.stream().map(race -> new RaceSpec(race, errors)).toList();
        if (!errors.isEmpty()) {
            errors.add("these can be raced: " + String.join(", ", RacedKeys.ALL));
            throw new Failure(Failure.USAGE, String.join("\n  ", errors));
        }
        double size = specs.stream().mapToDouble(RaceSpec::size).sum();
        if (size > MAX) {
            throw tooMany((long) size);
        }
        return specs.stream().flatMap(spec -> spec.combinations().stream()).toList();
    }

    /** Null if something is wrong; {@link #errors} then says what. */
    private ThalwegConfig read(List<String> sets) {
        try {
            return options.read(Map.of(), sets);
        } catch (ConfigurationException e) {
            e.errors()
                    .forEach(error -> errors.computeIfAbsent(error, first -> new ArrayList<>())
                            .add(String.join(" ", sets)));
            return null;
        }
    }

    private void add(List<String> sets, ThalwegConfig config, ThalwegConfig asConfigured) {
        if (config != null && asConfigured != null) {
            SortedMap<String, String> settings = config.learning();
            bySettings.putIfAbsent(settings, new Contestant(sets, config, settings.equals(asConfigured.learning())));
        }
    }

    private void refuseErrors() {
        if (!errors.isEmpty()) {
            List<String> lines = new ArrayList<>();
            errors.forEach((error, contestants) -> lines.add(error + who(contestants)));
            throw new Failure(Failure.USAGE, Failures.listed(lines, false));
        }
    }

    /** What is wrong without the race is nobody's own. */
    private static String who(List<String> contestants) {
        if (contestants.contains("")) {
            return "";
        }
        int more = contestants.size() - 1;
        return " (contestant " + contestants.get(0) + (more > 0 ? " and " + more + " more" : "") + ")";
    }

    private void refuseTooMany() {
        if (bySettings.size() > MAX) {
            throw tooMany(bySettings.size());
        }
    }

    private static Failure tooMany(long count) {
        return new Failure(
                Failure.USAGE,
                "--race has " + count + " contestants; there may be " + MAX + ", the configuration as it is included");
    }
}
