package io.thalweg.broker;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** A broker in a process of its own, which can be killed. Its first line of output is its address, or why it did not start. */
final class BrokerProcess {
    private BrokerProcess() {}

    static Process start(Path directory) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new ProcessBuilder(
                        java.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerProcess.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Serves until killed. */
    public static void main(String[] args) throws InterruptedException {
        PrintStream output = System.out;
        System.setOut(System.err);
        try (EmbeddedBroker broker = EmbeddedBroker.start(Path.of(args[0]), 0)) {
            output.println(broker.bootstrapServers());
            Thread.currentThread().join();
        } catch (BrokerStartException e) {
            output.println(e.getMessage());
            System.exit(1);
        }
    }
}
