package io.thalweg.cli;

import io.thalweg.config.ThalwegConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The reference of all settings, or the check of a file of them. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Print the reference of all settings, or check a file and print the settings that it makes.")
final class ConfigCommand implements Callable<Integer> {
    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "A file of settings to check.")
    private Path file;

    @Override
    public Integer call() {
        if (file == null) {
            System.out.print(ThalwegConfig.reference());
        } else {
            ThalwegConfig.read(file, List.of(), System.getenv())
                    .effective()
                    .forEach((key, value) -> System.out.println(key + "=" + value));
        }
        System.out.flush();
        return 0;
    }
}
