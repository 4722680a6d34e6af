package io.thalweg.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A broker and its workers, each a process, with all their files in one directory. One thread. */
public final class Processes implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("broker ready on \\S+:(\\d+), ");

    private final Path directory;
    private final Waiting waiting;
    private final List<ThalwegProcess> workers = new ArrayList<>();
    private ThalwegProcess broker;
    private int started;
    private int port;

    public Processes(Path directory, Waiting waiting) {
        this.directory = directory;
        this.waiting = waiting;
    }

    /** On the port of the one before it, if there was one. */
    public void startBroker() throws IOException, InterruptedException {
        broker = start(
                "broker",
                List.of(
                        "broker",
                        "--port",
                        Integer.toString(port),
                        "--dir",
                        directory.resolve("broker").toString()));
        waiting.until("the broker to start", () -> {
            broker.mustBeAlive();
            Matcher ready = READY.matcher(broker.printed());
            boolean found = ready.find();
            port = found ? Integer.parseInt(ready.group(1)) : port;
            return found;
        });
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** @param arguments of the command {@code run}, without its state directory */
    ThalwegProcess startWorker(List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(
                List.of("--set", "streams.state.dir=" + Files.createDirectory(directory.resolve("state" + started))));
        ThalwegProcess worker = start("worker", all);
        workers.add(worker);
        return worker;
    }

    private ThalwegProcess start(String what, List<String> arguments) throws IOException {
        return ThalwegProcess.start(directory.resolve(what + started++ + ".log"), arguments);
    }

    void stopBroker() {
        broker.close();
    }

    void killBroker() {
        broker.kill();
    }

    void kill(ThalwegProcess worker) {
        workers.remove(worker);
        worker.kill();
    }

    void stop(ThalwegProcess worker) {
        workers.remove(worker);
        worker.close();
    }

    void mustBeAlive() throws IOException {
        broker.mustBeAlive();
        for (ThalwegProcess worker : workers) {
            worker.mustBeAlive();
        }
    }

    /** Nobody needs what they have not committed. */
    @Override
    public void close() {
        for (ThalwegProcess worker : workers) {
            worker.kill();
        }
        if (broker != null) {
            broker.kill();
        }
    }
}
