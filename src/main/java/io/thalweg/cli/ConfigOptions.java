package io.thalweg.cli;

import io.thalweg.config.ThalwegConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Where settings come from: {@code --set} over the environment over a file over defaults. */
final class ConfigOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings, as key=value lines. 'thalweg config' lists the keys.")
    private Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting; may be repeated, and counts over the file.")
    private List<String> sets = new ArrayList<>();

    /** @throws io.thalweg.config.ConfigurationException with everything that is wrong */
    ThalwegConfig read() {
        return read(List.of());
    }

    /** @param fixed settings that a command makes itself; they count over everything */
    ThalwegConfig read(List<String> fixed) {
        List<String> all = new ArrayList<>(sets);
        all.addAll(fixed);
        return ThalwegConfig.read(file, all, System.getenv());
    }

    /** Whether the command line itself gives {@code key}. */
    boolean sets(String key) {
        return sets.stream().anyMatch(set -> set.startsWith(key + "="));
    }
}
