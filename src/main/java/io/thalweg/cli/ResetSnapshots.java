package io.thalweg.cli;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.topology.SnapshotTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Deletes an application's snapshots and no other's: on the topic by a record without value for each key, as compacted topics want it, and in the directory. */
final class ResetSnapshots implements ResetStep {
    private final ThalwegConfig config;
    private final List<ProducerRecord<byte[], byte[]>> deletions = new ArrayList<>();
    private final List<Path> files;

    /** @param partitions of the snapshots topic */
    ResetSnapshots(ThalwegConfig config, int partitions) throws IOException {
        this.config = config;
        SnapshotTopic topic =
                new SnapshotTopic(config.clients(), config.topics().snapshots());
        for (int partition = 0; partition < partitions; partition++) {
            deletions.addAll(topic.deletions(config.applicationId(), partition));
        }
        Path directory = config.snapshots().directory().orElse(null);
        files = directory != null && Files.isDirectory(directory) ? files(directory) : List.of();
    }

    private List<Path> files(Path directory) throws IOException {
        Pattern ours = Pattern.compile(Pattern.quote(config.applicationId()) + "-\\d+-\\d+\\.avro");
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(
                            file -> ours.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
    }

    /** @throws Failure if it is the one that the next start needs */
    void refuseToDelete(Path warmStart) throws IOException {
        for (Path file : files) {
            if (Files.exists(warmStart) && Files.isSameFile(file, warmStart)) {
                throw new Failure(
                        Failure.USAGE,
                        "warm.start=" + warmStart
                                + " would be deleted: copy it to another place and name it there, or leave --snapshots out");
            }
        }
    }

    @Override
    public List<String> todo() {
        List<String> todo = new ArrayList<>();
        if (!deletions.isEmpty()) {
            todo.add(deletions.size() + " snapshot records on topic "
                    + config.topics().snapshots());
        }
        files.forEach(file -> todo.add("file " + file));
        return todo;
    }

    @Override
    public void perform() {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config.clients(), new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent =
                    deletions.stream().map(producer::send).toList();
            for (Future<RecordMetadata> each : sent) {
                Answers.of(each);
            }
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (ExecutionException e) {
            throw Answers.failure("snapshots on topic " + config.topics().snapshots() + " cannot be deleted", e);
        } catch (IOException e) {
            throw new Failure(Failure.RUNTIME, "a snapshot file cannot be deleted: " + Failures.words(e), e);
        }
    }
}
