package io.thalweg.cli;

import io.thalweg.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The embedded broker alone, for trying things without Docker. */
@Command(
        name = "broker",
        mixinStandardHelpOptions = true,
        description = "Run a single Kafka broker on 127.0.0.1, to try things with; not for production.")
final class BrokerCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "9092",
            description = "The port; by default ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--dir",
            paramLabel = "D",
            description = "Where it keeps its data; by default a temporary directory that goes when it ends.")
    private Path directory;

    @Option(
            names = "--advertise",
            paramLabel = "HOST:PORT",
            description =
                    "Where clients are told to connect to, if something between them and the broker listens there.")
    private String advertised;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (port < 0 || port > 65_535) {
            throw new Failure(Failure.USAGE, "--port is " + port + "; it must be 0 (any free one) to 65535");
        }
        try (StopSignal stop = new StopSignal();
                TemporaryDirectory temporary = directory == null ? TemporaryDirectory.create("thalweg-broker") : null;
                EmbeddedBroker broker = EmbeddedBroker.start(
                        directory == null ? temporary.path() : directory,
                        port,
                        advertised == null ? Map.of() : Map.of("advertised.listeners", "PLAINTEXT://" + advertised))) {
            System.out.println("broker ready on " + broker.bootstrapServers() + ", data in "
                    + (directory == null ? temporary.path() : directory) + "; Ctrl-C ends it");
            stop.await();
        }
        return 0;
    }
}
