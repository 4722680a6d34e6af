package io.thalweg.bench;

import io.thalweg.verify.ThalwegProcess;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a failure costs: restoring a model, and until somebody else predicts. The broker and the workers are processes of their own. */
final class RecoveryReport {
    private static final Pattern READY = Pattern.compile("broker ready on (\\S+:\\d+), ");

    private RecoveryReport() {}

    static void print(PrintStream out) throws Exception {
        Path directory = Files.createTempDirectory("thalweg-bench");
        try (ThalwegProcess broker = startBroker(directory)) {
            String bootstrapServers = awaitReady(broker);
            TakeOverReport.print(bootstrapServers, directory, out);
            RestoreReport restore = new RestoreReport(bootstrapServers, directory, out);
            restore.print("auto", 18);
            restore.print("auto", 22);
            restore.print("adagrad", 22);
            restore.print("auto", 24);
        } finally {
            StreamReport.delete(directory);
        }
    }

    static ThalwegProcess startBroker(Path directory) throws Exception {
        return ThalwegProcess.start(
                directory.resolve("broker.log"),
                List.of(
                        "broker",
                        "--port",
                        "0",
                        "--dir",
                        directory.resolve("broker").toString()));
    }

    /** Its address. */
    static String awaitReady(ThalwegProcess broker) throws Exception {
        while (true) {
            broker.mustBeAlive();
            Matcher ready = READY.matcher(broker.printed());
            if (ready.find()) {
                return ready.group(1);
            }
            Thread.sleep(100);
        }
    }
}
