package io.thalweg.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Deletes what Kafka Streams keeps of an application on this machine. Models are on the heap: there is seldom anything. */
final class ResetLocalState implements ResetStep {
    private final Path directory;

    /** @param directory that of the application, within {@code streams.state.dir} */
    ResetLocalState(Path directory) {
        this.directory = directory;
    }

    /** @throws Failure if a file that the settings name is in there */
    void refuseToDelete(String key, Path named) {
        if (named.toAbsolutePath()
                .normalize()
                .startsWith(directory.toAbsolutePath().normalize())) {
            throw new Failure(
                    Failure.USAGE,
                    key + "=" + named + " lies in the local state, " + directory
                            + ", and would be deleted with it: move it, or leave --local-state out");
        }
    }

    @Override
    public List<String> todo() {
        return Files.isDirectory(directory) ? List.of("directory " + directory) : List.of();
    }

    @Override
    public void perform() {
        try {
            TemporaryDirectory.deleteAll(directory);
        } catch (IOException e) {
            throw new Failure(Failure.RUNTIME, directory + " cannot be deleted: " + Failures.words(e), e);
        }
    }
}
