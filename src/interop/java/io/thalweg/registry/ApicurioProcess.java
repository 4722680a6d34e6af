package io.thalweg.registry;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Apicurio Registry in a process of its own on 127.0.0.1, with everything in memory. */
final class ApicurioProcess implements AutoCloseable {
    private final Process process;
    private final String url;

    private ApicurioProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Returns when it answers, within two minutes.
     *
     * @param runner its jar, with its libraries beside it
     * @param log where what it prints goes
     */
    static ApicurioProcess start(Path runner, Path log) throws IOException {
        int port = freePort();
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-jar",
                        runner.toString()))
                .directory(runner.getParent().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        ApicurioProcess apicurio = new ApicurioProcess(process, "http://127.0.0.1:" + port);
        try (RestRegistry registry = new RestRegistry(RegistrySettings.of(apicurio.confluentUrl()))) {
            await().atMost(Duration.ofMinutes(2))
                    .ignoreException(RegistryUnavailableException.class)
                    .until(() -> {
                        registry.check();
                        return true;
                    });
            return apicurio;
        } catch (RuntimeException e) {
            apicurio.close();
            throw e;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Where it speaks as Confluent's registry does. */
    String confluentUrl() {
        return url + "/apis/ccompat/v7";
    }

    /** Where it speaks as itself, to its own serde. */
    String ownUrl() {
        return url + "/apis/registry/v3";
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
