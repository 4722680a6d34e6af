package io.thalweg.broker;

import static io.thalweg.broker.SingleNodeSettings.BROKER_ID;
import static io.thalweg.broker.SingleNodeSettings.CONTROLLER_ID;
import static io.thalweg.broker.SingleNodeSettings.CONTROLLER_LISTENER;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * Where one broker keeps everything, held by that broker alone until closed. Kafka's own lock comes too late: a second controller has written to the
 * metadata log by the time its broker looks at the lock. The operating system lets go when the process ends, however it ends. Any thread.
 */
final class BrokerDirectory implements AutoCloseable {
    private static final String LOCK_FILE = "broker.lock";
    private static final String BROKER = "broker";
    private static final String CONTROLLER = "controller";
    private static final String REMEDY = ": choose a directory that can be created and written";

    /** A file lock belongs to the process, and a second channel on the file would drop it when closed: so this process asks here first. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lock;

    private BrokerDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** @throws BrokerStartException if it cannot be created or written, holds something else, or another broker holds it */
    static BrokerDirectory open(Path directory) {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory);
            }
            Path path = directory.toRealPath();
            refuseForeign(path);
            return hold(path);
        } catch (FileAlreadyExistsException e) {
            throw new BrokerStartException("broker directory " + directory + " is not a directory" + REMEDY, e);
        } catch (IOException e) {
            throw new BrokerStartException(
                    "cannot write to broker directory " + directory + " (" + e + ")" + REMEDY, e);
        }
    }

    private static void refuseForeign(Path path) throws IOException {
        if (path.toString().contains(",")) {
            throw new BrokerStartException(
                    "broker directory " + path + " has a comma in its name, where Kafka would cut it" + REMEDY);
        }
        try (DirectoryStream<Path> others = Files.newDirectoryStream(path, file -> !file.endsWith(LOCK_FILE))) {
            if (!isFormatted(path) && others.iterator().hasNext()) {
                throw new BrokerStartException("broker directory " + path
                        + " holds what is not a broker's: choose a new or an empty directory");
            }
        }
    }

    private static boolean isFormatted(Path path) {
        return Files.exists(path.resolve(CONTROLLER).resolve("meta.properties"));
    }

    private static BrokerDirectory hold(Path path) throws IOException {
        FileChannel lock = null;
        if (HELD_HERE.add(path)) {
            try {
                lock = locked(path.resolve(LOCK_FILE));
            } finally {
                if (lock == null) {
                    HELD_HERE.remove(path);
                }
            }
        }
        if (lock == null) {
            throw new BrokerStartException("broker directory " + path
                    + " is in use by another broker: stop that one or choose another directory");
        }
        return new BrokerDirectory(path, lock);
    }

    private static FileChannel locked(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, CREATE, WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            return null;
        }
        return channel;
    }

    Path path() {
        return path;
    }

    Path broker() {
        return path.resolve(BROKER);
    }

    Path controller() {
        return path.resolve(CONTROLLER);
    }

    /**
     * Makes a new directory a broker's and a controller's; one that is already is left as it is.
     *
     * @return whether it was already
     */
    boolean format() throws Exception {
        if (isFormatted(path)) {
            return true;
        }
        String cluster = Uuid.randomUuid().toString();
        format(broker(), BROKER_ID, cluster);
        format(controller(), CONTROLLER_ID, cluster);
        return false;
    }

    private static void format(Path part, int nodeId, String cluster) throws Exception {
        new Formatter()
                .setNodeId(nodeId)
                .setClusterId(cluster)
                .setControllerListenerName(CONTROLLER_LISTENER)
                .setMetadataLogDirectory(part.toString())
                .setDirectories(List.of(part.toString()))
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .run();
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new IllegalStateException("cannot release broker directory " + path, e);
        } finally {
            HELD_HERE.remove(path);
        }
    }
}
