package io.thalweg.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedBrokerIT {
    private static final TopicPartition IN = new TopicPartition("in", 0);
    private static final TopicPartition OUT = new TopicPartition("out", 0);

    @TempDir
    private Path parent;

    @Test
    void keepsTopicsCommittedTransactionsAndOffsetsOverRestart() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(data(), 0);
                BrokerClients clients = new BrokerClients(broker.bootstrapServers())) {
            clients.createTopics(IN, OUT);
            clients.commit(OUT, "a", "b");
            clients.commitOffset(IN, 17);
            clients.abort(OUT, "never");
            clients.commit(OUT, "c");

            assertThat(clients.readCommitted(OUT, 3)).containsExactly("a", "b", "c");
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(data(), 0);
                BrokerClients clients = new BrokerClients(broker.bootstrapServers())) {
            assertThat(clients.readCommitted(OUT, 3)).containsExactly("a", "b", "c");
            assertThat(clients.committedOffset(BrokerClients.READERS, IN)).isEqualTo(17);

            clients.commit(OUT, "d");
            assertThat(clients.readCommitted(OUT, 4)).containsExactly("a", "b", "c", "d");
        }
    }

    @Test
    void keepsWhatWasCommittedBeforeItsProcessWasKilled() throws Exception {
        Process process = BrokerProcess.start(data());
        try (BufferedReader lines = process.inputReader();
                BrokerClients clients = new BrokerClients(lines.readLine())) {
            clients.createTopics(OUT);
            clients.commit(OUT, "a", "b");
        } finally {
            process.destroyForcibly().waitFor();
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(data(), 0);
                BrokerClients clients = new BrokerClients(broker.bootstrapServers())) {
            clients.commit(OUT, "c");

            assertThat(clients.readCommitted(OUT, 3)).containsExactly("a", "b", "c");
        }
    }

    /** The transaction times out while the broker starts, and must not stay open for ever. */
    @Test
    void abortsTheTransactionThatWasOpenWhenItsProcessWasKilled() throws Exception {
        Process process = BrokerProcess.start(data());
        try (BufferedReader lines = process.inputReader();
                BrokerClients clients = new BrokerClients(lines.readLine())) {
            clients.createTopics(OUT);
            clients.commit(OUT, "a", "b");
            clients.leaveOpen(OUT, "never");
        } finally {
            process.destroyForcibly().waitFor();
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(data(), 0);
                BrokerClients clients = new BrokerClients(broker.bootstrapServers())) {
            clients.commit(OUT, "c");

            assertThat(clients.readCommitted(OUT, 3)).containsExactly("a", "b", "c");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void servesExactlyOnceStreamsOfBothGroupProtocols(String protocol) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(data(), 0);
                BrokerClients clients = new BrokerClients(broker.bootstrapServers())) {
            clients.createTopics(IN, OUT);
            clients.commit(IN, "a", "b", "c");
            try (KafkaStreams streams =
                    CountingStreams.between(IN, OUT, broker.bootstrapServers(), protocol, parent.resolve("state"))) {
                streams.start();

                assertThat(clients.readCommitted(OUT, 3))
                        .containsExactly("a is number 1", "b is number 2", "c is number 3");
            }
            assertThat(clients.committedOffset(CountingStreams.APPLICATION, IN)).isBetween(3L, 4L);
        }
    }

    @Test
    void acceptsAndKeepsEventTimesOfAnyYear() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(data(), 0);
                BrokerClients clients = new BrokerClients(broker.bootstrapServers())) {
            clients.createTopics(OUT);
            clients.commitAt(0, OUT, "1970");
            clients.commitAt(Instant.parse("9999-01-01T00:00:00Z").toEpochMilli(), OUT, "9999");

            assertThat(clients.readCommitted(OUT, 2)).containsExactly("1970", "9999");
            assertThat(clients.setting(OUT, TopicConfig.RETENTION_MS_CONFIG)).isEqualTo("-1");
        }
    }

    @Test
    void startsOnTheGivenPort() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(data(), port)) {
            assertThat(broker.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
        }
    }

    @Test
    void refusesOccupiedPort() throws IOException {
        try (ServerSocket occupied = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> EmbeddedBroker.start(data(), occupied.getLocalPort()))
                    .isInstanceOf(BrokerStartException.class)
                    .hasMessageStartingWith("cannot listen on 127.0.0.1:" + occupied.getLocalPort())
                    .hasMessageEndingWith("stop what uses the port or choose another, or 0 for any free one");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65536})
    void refusesPortOutOfRange(int port) {
        assertThatThrownBy(() -> EmbeddedBroker.start(data(), port))
                .isInstanceOf(BrokerStartException.class)
                .hasMessage("port " + port + " is out of range: choose one from 1 to 65535, or 0 for any free one");
    }

    @Test
    void refusesDirectoryThatIsAFileOrInsideOne() throws IOException {
        Path file = Files.createFile(parent.resolve("file"));

        assertThatThrownBy(() -> EmbeddedBroker.start(file, 0))
                .isInstanceOf(BrokerStartException.class)
                .hasMessage("broker directory " + file
                        + " is not a directory: choose a directory that can be created and written");
        assertThatThrownBy(() -> EmbeddedBroker.start(file.resolve("inside"), 0))
                .isInstanceOf(BrokerStartException.class)
                .hasMessageStartingWith("cannot write to broker directory " + file.resolve("inside"));
    }

    @Test
    void refusesDirectoryThatHoldsFoldersOfSomethingElse() throws IOException {
        Files.createDirectory(parent.resolve("photos"));

        assertThatThrownBy(() -> EmbeddedBroker.start(parent, 0))
                .isInstanceOf(BrokerStartException.class)
                .hasMessageEndingWith("holds what is not a broker's: choose a new or an empty directory");
        assertThat(parent).isDirectoryNotContaining("glob:**/{broker,controller}");
    }

    @Test
    void refusesDirectoryWithAComma() {
        assertThatThrownBy(() -> EmbeddedBroker.start(parent.resolve("a,b"), 0))
                .isInstanceOf(BrokerStartException.class)
                .hasMessageContaining("has a comma");
    }

    @Test
    void refusesDirectoryOfARunningBrokerHereOrElsewhere() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(data(), 0);
                BrokerClients clients = new BrokerClients(broker.bootstrapServers())) {
            assertThatThrownBy(() -> EmbeddedBroker.start(data(), 0))
                    .isInstanceOf(BrokerStartException.class)
                    .hasMessageEndingWith("is in use by another broker: stop that one or choose another directory");
            Process process = BrokerProcess.start(data());
            try (BufferedReader lines = process.inputReader()) {
                assertThat(lines.readLine()).contains("is in use by another broker");
                assertThat(process.waitFor()).isEqualTo(1);
            } finally {
                process.destroyForcibly();
            }

            clients.createTopics(OUT);
        }
    }

    @Test
    void refusesDirectoryOfAnotherNodeAndLeavesItFree() throws Exception {
        Path controller = Files.createDirectories(data().resolve("controller"));
        Path properties = controller.resolve("meta.properties");
        Files.writeString(properties, "version=1\nnode.id=7\ncluster.id=foreign\n");

        assertThatThrownBy(() -> EmbeddedBroker.start(data(), 0))
                .isInstanceOf(BrokerStartException.class)
                .hasMessageContaining("node id 7")
                .hasMessageEndingWith("an empty directory starts afresh");

        Files.delete(properties);
        Files.delete(controller);
        EmbeddedBroker broker = EmbeddedBroker.start(data(), 0);
        broker.close();
        broker.close();
    }

    private Path data() {
        return parent.resolve("not/yet/there");
    }
}
