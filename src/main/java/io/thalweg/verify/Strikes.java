package io.thalweg.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Does what a plan says to the workers of a stream, their broker and their network. Between two strikes there is one worker. One thread. */
final class Strikes {
    private static final int PAUSE_BETWEEN_RESETS_MS = 300;

    private final Processes processes;
    private final Group group;
    private final Progress progress;
    private final Round.Feed feed;
    private final Requests requests;
    private final Waiting waiting;
    private final List<String> run;
    private ThalwegProcess worker;

    /** @param run the arguments of a worker, the first of which is started at once */
    Strikes(
            Processes processes,
            Group group,
            Progress progress,
            Round.Feed feed,
            Requests requests,
            Waiting waiting,
            List<String> run)
            throws IOException {
        this.processes = processes;
        this.group = group;
        this.progress = progress;
        this.feed = feed;
        this.requests = requests;
        this.waiting = waiting;
        this.run = run;
        startWorker();
    }

    private void startWorker() throws IOException {
        worker = processes.startWorker(run);
        progress.mark();
    }

    /** @param until so many examples the stream may have when it is over */
    void strike(Plan.Step step, long until) throws IOException, InterruptedException {
        long middle = (step.predicted() + until) / 2;
        int chance = step.chance();
        progress.awaitBeyondMark();
        switch (step.disturbance()) {
            case KILL -> {
                processes.kill(worker);
                startWorker();
            }
            case KILL_BEFORE_FLUSH, KILL_IN_FLUSH, KILL_AFTER_FLUSH, KILL_BEFORE_COMMIT, KILL_AFTER_COMMIT -> {
                worker.arm(step.disturbance().point().orElseThrow(), waiting);
                feed.upTo(until);
                processes.awaitEnd(worker);
                startWorker();
            }
            case KILL_IN_SNAPSHOT -> {
                killInSnapshot(chance);
                startWorker();
            }
            case CORRUPT_TASK -> corruptTask(chance, until);
            case PAUSE -> pause(until, middle);
            case REBALANCE -> rebalance(chance, until, middle);
            case REWIND -> {
                processes.stop(worker);
                waiting.until("a group to be empty", () -> group.rewind(1 + chance));
                startWorker();
            }
            case NETWORK_DELAY -> processes.network().delay(Duration.ofMillis(20 + chance / 5), Duration.ofSeconds(3));
            case NETWORK_DROP -> processes.network().drop(Duration.ofMillis(1000 + 5L * chance));
            case NETWORK_RESET -> {
                for (int i = 0; i <= chance % 3; i++) {
                    processes.network().reset();
                    TimeUnit.MILLISECONDS.sleep(PAUSE_BETWEEN_RESETS_MS);
                }
            }
            case BROKER_RESTART -> {
                processes.stopBroker();
                processes.startBroker();
            }
            case BROKER_KILL -> {
                processes.killBroker();
                processes.startBroker();
            }
        }
    }

    /** Within the first milliseconds of a file, which the chance picks. */
    private void killInSnapshot(int chance) throws IOException, InterruptedException {
        Path directory = Files.createDirectories(processes.snapshots());
        try (WatchService watch = directory.getFileSystem().newWatchService()) {
            directory.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            requests.snapshots();
            waiting.until("a snapshot's file", () -> {
                processes.mustBeAlive();
                return hasBegun(watch.poll(100, TimeUnit.MILLISECONDS));
            });
            TimeUnit.MICROSECONDS.sleep(10L * chance);
            processes.kill(worker);
        }
    }

    private static boolean hasBegun(WatchKey events) {
        if (events == null) {
            return false;
        }
        List<WatchEvent<?>> created = events.pollEvents();
        events.reset();
        return !created.isEmpty();
    }

    private void corruptTask(int chance, long until) throws IOException, InterruptedException {
        List<FaultPoint> points = FaultPoint.corrupting();
        FaultPoint point = points.get(chance % points.size());
        long before = worker.struck(point);
        worker.arm(point, waiting);
        feed.upTo(until);
        waiting.until("a task to be corrupted", () -> {
            processes.mustBeAlive();
            return worker.struck(point) > before;
        });
    }

    /** The one that sleeps is woken when another has its tasks, and has committed predictions. */
    private void pause(long until, long middle) throws IOException, InterruptedException {
        ThalwegProcess zombie = worker;
        zombie.pause();
        try {
            startWorker();
            feed.upTo(until);
            TimeUnit.MILLISECONDS.sleep(group.beyondSession().toMillis());
            progress.awaitBeyondMark();
        } finally {
            zombie.resume();
        }
        progress.await(middle);
        processes.stop(zombie);
    }

    private void rebalance(int chance, long until, long middle) throws IOException, InterruptedException {
        ThalwegProcess first = worker;
        ThalwegProcess second = processes.startWorker(run);
        startWorker();
        waiting.until("three workers to share", () -> {
            processes.mustBeAlive();
            return group.workersWithTasks() == 3;
        });
        feed.upTo(until);
        progress.await(middle);
        processes.stop(first);
        if (chance % 2 == 0) {
            processes.stop(second);
        } else {
            processes.kill(second);
        }
    }

    /** The last worker stops in an orderly way. */
    void end() {
        processes.stop(worker);
    }
}
