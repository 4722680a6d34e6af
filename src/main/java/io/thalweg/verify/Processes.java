package io.thalweg.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The workers and, unless they work on somebody else's, their broker behind its bad network: each a process, with all their files in one directory. One thread. */
public final class Processes implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("broker ready on \\S+:(\\d+), ");

    private final Path directory;
    private final Waiting waiting;
    private final List<ThalwegProcess> workers = new ArrayList<>();
    private ThalwegProcess broker;
    private NetworkProxy network;
    private int started;
    private int port;

    public Processes(Path directory, Waiting waiting) {
        this.directory = directory;
        this.waiting = waiting;
    }

    /**
     * On the port of the one before it, if there was one.
     *
     * @return its address
     */
    public String startBroker() throws IOException, InterruptedException {
        if (network == null) {
            network = new NetworkProxy();
        }
        String address = "127.0.0.1:" + network.port();
        broker = start(
                "broker",
                List.of(
                        "broker",
                        "--port",
                        Integer.toString(port),
                        "--advertise",
                        address,
                        "--dir",
                        directory.resolve("broker").toString()));
        waiting.until("the broker to start", () -> {
            broker.mustBeAlive();
            Matcher ready = READY.matcher(broker.printed());
            boolean found = ready.find();
            port = found ? Integer.parseInt(ready.group(1)) : port;
            return found;
        });
        network.leadTo(port);
        return address;
    }

    NetworkProxy network() {
        return network;
    }

    /** Where the workers write the files of their snapshots. */
    public Path snapshots() {
        return directory.resolve("snapshots");
    }

    /** @param arguments of the command {@code run}, without its directories */
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

    /** For a worker that was told to die. */
    void awaitEnd(ThalwegProcess worker) throws IOException, InterruptedException {
        workers.remove(worker);
        waiting.until("a worker to come to its fault", () -> {
            mustBeAlive();
            return !worker.isAlive();
        });
    }

    /** @throws ProcessEndedException if one is not */
    void mustBeAlive() throws IOException {
        if (broker != null) {
            broker.mustBeAlive();
        }
        for (ThalwegProcess worker : workers) {
            worker.mustBeAlive();
        }
    }

    public void killWorkers() {
        workers.forEach(ThalwegProcess::kill);
        workers.clear();
    }

    /** Nobody needs what they have not committed. */
    @Override
    public void close() throws IOException {
        killWorkers();
        if (broker != null) {
            broker.kill();
            network.close();
        }
    }
}
