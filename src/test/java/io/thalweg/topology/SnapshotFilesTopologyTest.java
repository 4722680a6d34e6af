package io.thalweg.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.serde.SnapshotCodec;
import io.thalweg.serde.SnapshotFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFilesTopologyTest {
    @TempDir
    Path directory;

    private static ThalwegConfig config(Path directory) {
        return TestStream.config("hash.bits=10", "snapshot.every=40", "snapshot.keep=3", "snapshot.dir=" + directory);
    }

    /** Two hundred labels and a request between, all into the directory. */
    private static TestRecord<byte[], byte[]> run(Path directory) {
        ThalwegConfig config = config(directory);
        ExampleRecords examples = new ExampleRecords(41, config.learner());
        try (TestStream stream = new TestStream(config)
                .pipe(examples.labeled(90))
                .pipe(List.of(ExampleRecords.snapshotRequest()))
                .pipe(examples.labeled(110))) {
            List<TestRecord<byte[], byte[]>> snapshots = stream.read("snapshots");
            return snapshots.get(snapshots.size() - 1);
        }
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theLastOnesStayAndSoDoThoseAskedFor() throws IOException {
        Path missing = directory.resolve("not/there/yet");
        TestRecord<byte[], byte[]> last = run(missing);
        assertThat(names(missing))
                .containsExactly("thalweg-0-120.avro", "thalweg-0-160.avro", "thalweg-0-200.avro", "thalweg-0-90.avro");
        assertThat(SnapshotCodec.encode(SnapshotFiles.read(missing.resolve("thalweg-0-200.avro"))))
                .as("the file is what the topic holds")
                .containsExactly(last.value());
    }

    @Test
    void aRunRepeatedWritesTheSameBytes() throws IOException {
        Path first = directory.resolve("first");
        Path second = directory.resolve("second");
        run(first);
        run(second);
        assertThat(names(second)).isEqualTo(names(first));
        for (String name : names(first)) {
            assertThat(second.resolve(name)).hasSameBinaryContentAs(first.resolve(name));
        }
        run(first);
        for (String name : names(second)) {
            assertThat(first.resolve(name))
                    .as("written again over itself")
                    .hasSameBinaryContentAs(second.resolve(name));
        }
    }

    @Test
    void aDirectoryThatCannotBeWrittenStopsTheStreamAndIsNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "in the way");
        assertThatThrownBy(() -> run(file)).rootCause().hasMessageContaining(file.toString());
    }
}
