package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The program in a process of its own that gets signals, and logs as it does for a user; what it prints is in two files. One thread. */
final class SignalledCommand implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Process process;
    private final Path out;
    private final Path err;

    private SignalledCommand(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** @param files what the names of its two files begin with */
    static SignalledCommand start(Path files, String... arguments) throws IOException {
        Path out = Path.of(files + ".out");
        Path err = Path.of(files + ".err");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new SignalledCommand(process, out, err);
    }

    /** Waits until it has printed this on standard output. */
    Matcher awaitOut(String regex) {
        return await(out, regex);
    }

    /** The same on standard error. */
    Matcher awaitErr(String regex) {
        return await(err, regex);
    }

    private Matcher await(Path file, String regex) {
        Matcher[] found = new Matcher[1];
        Awaitility.await().atMost(PATIENCE).until(() -> {
            assertThat(process.isAlive()).as(() -> "alive: " + read(err)).isTrue();
            found[0] = Pattern.compile(regex).matcher(read(file));
            return found[0].find();
        });
        return found[0];
    }

    /** @param signal as {@code kill} calls it */
    void signal(String signal) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .inheritIO()
                .start();
        assertThat(kill.waitFor()).isZero();
    }

    int awaitExit() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("ended")
                .isTrue();
        return process.exitValue();
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    /** The last line of standard output. */
    JsonNode json() throws IOException {
        return new ObjectMapper()
                .readTree(out().lines().reduce((before, line) -> line).orElseThrow());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
