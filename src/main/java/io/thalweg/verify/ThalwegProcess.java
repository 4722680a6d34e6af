package io.thalweg.verify;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A command in a process of its own, which can be killed. It ends when this process does, however that ends. Compiles quickly rather than well. What it
 * prints goes to a file. One thread.
 */
public final class ThalwegProcess implements AutoCloseable {
    private static final String MAIN = "io.thalweg.cli.AttachedMain";
    private static final int PATIENCE_SECONDS = 60;

    /** What a terminal's Ctrl-C sends to all is for the process that started this one. */
    private static final String DEAF = "trap '' INT; exec \"$0\" \"$@\"";

    /** A shell of its own, so that the process goes on even if nobody is left to tell it to. */
    private static final String PAUSE = "trap '' INT; kill -STOP $0 && sleep 300; kill -CONT $0";

    private final Process process;
    private final Path output;
    private Process pause;

    private ThalwegProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    public static ThalwegProcess start(Path output, List<String> arguments) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of(
                                "sh",
                                "-c",
                                DEAF,
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                MAIN),
                        arguments.stream())
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new ThalwegProcess(process, output);
    }

    /** Tells it to fail at a point, and waits until it knows. */
    void arm(FaultPoint point, Waiting waiting) throws IOException, InterruptedException {
        String answer = Faults.ARMED_LOG + point;
        long before = count(answer);
        OutputStream orders = process.getOutputStream();
        orders.write((point + "\n").getBytes(US_ASCII));
        orders.flush();
        waiting.until("a worker to know of its fault", () -> {
            mustBeAlive();
            return count(answer) > before;
        });
    }

    /** How often the fault has struck that it survives. */
    long struck(FaultPoint point) throws IOException {
        return count(Faults.STRUCK_LOG + point);
    }

    private long count(String words) throws IOException {
        return printed().lines().filter(line -> line.endsWith(words)).count();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** All that it has printed so far. */
    public String printed() throws IOException {
        return Files.readString(output);
    }

    /** @throws ProcessEndedException with all that it has printed, if it has ended */
    public void mustBeAlive() throws IOException {
        if (!process.isAlive()) {
            throw new ProcessEndedException("a process ended by itself, with exit code " + process.exitValue() + ": "
                    + printed().strip());
        }
    }

    /** SIGKILL: no shutdown hook runs. Returns when the process is gone. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** SIGSTOP. */
    void pause() throws IOException {
        pause = new ProcessBuilder("sh", "-c", PAUSE, pid()).start();
    }

    /** SIGCONT. */
    void resume() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-CONT", pid()).start().waitFor();
        pause.destroy();
    }

    private String pid() {
        return Long.toString(process.pid());
    }

    /** SIGTERM, and SIGKILL if that does not help within a minute. */
    @Override
    public void close() {
        process.toHandle().destroy(); // Process.destroy() would close its standard input too, and it would end at once
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
