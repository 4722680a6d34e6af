package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the commands that start a broker listen on, as Linux tells it: 127.0.0.1 for clients, 127.0.0.1 for the controller, nothing else. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "sockets are read from /proc")
class ListenersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");

    /** The address as the bytes of a little-endian number. */
    private static final String LOCALHOST = "0100007F";

    private static final String MAPPED_LOCALHOST = "0000000000000000FFFF0000" + LOCALHOST;
    private static final String LISTENS = "0A";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"broker --port 0, broker ready on 127.0.0.1:", "demo --examples 100000000, at 127.0.0.1:"})
    void onlyThisMachineCanReachTheBroker(String command, String ready) throws Exception {
        try (CommandProcess process = CommandProcess.start(directory, Map.of(), command.split(" "))) {
            await().atMost(PATIENCE).until(() -> {
                assertThat(process.isAlive()).isTrue();
                return process.out().contains(ready);
            });
            String port = process.out().replaceFirst("(?s).*127\\.0\\.0\\.1:(\\d+).*", "$1");

            assertThat(sockets(process.pid(), "tcp", LISTENS))
                    .hasSize(2)
                    .allMatch(address -> address.startsWith(LOCALHOST + ":") || address.startsWith(MAPPED_LOCALHOST))
                    .anyMatch(address -> address.endsWith(":" + "%04X".formatted(Integer.parseInt(port))));
            assertThat(sockets(process.pid(), "udp", "07")).isEmpty();
            assertThat(process.stop().outcome().exitCode()).isEqualTo(143);
        }
    }

    /** Local addresses of a process's sockets in one state, hexadecimal, with their ports. */
    private static List<String> sockets(long pid, String protocol, String state) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        Set<String> own = new HashSet<>();
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            for (Path file : files.toList()) {
                inode(file).ifPresent(own::add);
            }
        }
        List<String> addresses = new ArrayList<>();
        for (String table : List.of(protocol, protocol + "6")) {
            for (String line : Files.readAllLines(process.resolve("net").resolve(table))) {
                String[] cells = line.strip().split("\\s+");
                if (cells[3].equals(state) && own.contains(cells[9])) {
                    addresses.add(cells[1]);
                }
            }
        }
        return addresses;
    }

    private static Optional<String> inode(Path file) throws IOException {
        try {
            Matcher socket = SOCKET.matcher(Files.readSymbolicLink(file).toString());
            return socket.matches() ? Optional.of(socket.group(1)) : Optional.empty();
        } catch (NoSuchFileException closedMeanwhile) {
            return Optional.empty();
        }
    }
}
