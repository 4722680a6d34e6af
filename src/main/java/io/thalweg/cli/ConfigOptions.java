package io.thalweg.cli;

import io.thalweg.config.ThalwegConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
        return read(Map.of(), List.of());
    }

    /**
     * @param unlessGiven a command's own defaults: they count where there is no file and no such environment variable
     * @param fixed settings that a command makes itself; they count over everything
     */
    ThalwegConfig read(Map<String, String> unlessGiven, List<String> fixed) {
        return read(unlessGiven, List.of(), fixed);
    }

    /** @param overFile settings that count over a file and the environment, but not over {@code --set} */
    ThalwegConfig read(Map<String, String> unlessGiven, List<String> overFile, List<String> fixed) {
        return ThalwegConfig.read(file, sets(unlessGiven, overFile, fixed), System.getenv());
    }

    /** The arguments that make a process with the same environment {@link #read} the same. */
    List<String> arguments(Map<String, String> unlessGiven, List<String> fixed) {
        List<String> arguments = new ArrayList<>();
        if (file != null) {
            arguments.addAll(List.of("--config", file.toString()));
        }
        sets(unlessGiven, List.of(), fixed).forEach(set -> arguments.addAll(List.of("--set", set)));
        return arguments;
    }

    private List<String> sets(Map<String, String> unlessGiven, List<String> overFile, List<String> fixed) {
        List<String> all = new ArrayList<>();
        if (file == null) {
            unlessGiven.forEach((key, value) -> {
                if (!System.getenv()
                        .containsKey("THALWEG_" + key.toUpperCase(Locale.ROOT).replace('.', '_'))) {
                    all.add(key + "=" + value);
                }
            });
        }
        all.addAll(overFile);
        all.addAll(sets);
        all.addAll(fixed);
        return all;
    }
}
