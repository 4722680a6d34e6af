package io.thalweg.serde;

import static io.thalweg.serde.LearnedSnapshots.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import io.thalweg.avro.LabeledExample;
import io.thalweg.avro.ModelSnapshot;
import io.thalweg.snapshot.Snapshot;
import io.thalweg.snapshot.UnusableSnapshotException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFilesTest {
    private static final int FLIPS = 2000;

    /** What reading a file of some 10 KiB may allocate, its schema included; a damaged length can promise 2 GiB. */
    private static final long ALLOCATION_BYTES = 8 << 20;

    @TempDir
    Path directory;

    private final Snapshot snapshot = LearnedSnapshots.small("model", 5);
    private Path file;
    private byte[] whole;

    @BeforeEach
    void writesTheFile() throws IOException {
        file = directory.resolve("snapshot.avro");
        SnapshotFiles.write(file, snapshot);
        whole = Files.readAllBytes(file);
    }

    @Test
    void readsWhatItHasWritten() throws IOException {
        equalsTheOriginal(SnapshotFiles.read(file), "whole");
        Snapshot large = LearnedSnapshots.ofBlocks(600);
        SnapshotFiles.write(file, large);
        assertThat(bytes(SnapshotFiles.read(file))).isEqualTo(bytes(large));
    }

    @Test
    void equalSnapshotsGiveEqualFiles() throws IOException {
        Path again = directory.resolve("again.avro");
        SnapshotFiles.write(again, LearnedSnapshots.small("model", 5));
        assertThat(again).hasBinaryContent(whole);
    }

    @Test
    void anyAvroToolReadsIt() throws IOException {
        try (DataFileReader<Object> reader = new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
            assertThat(reader.next())
                    .hasToString(SnapshotPieces.cut(snapshot).get(0).toString());
            assertThat(reader.hasNext()).isFalse();
        }
    }

    @Test
    void readsAFileThatAnotherToolHasCompressed() throws IOException {
        try (DataFileReader<ModelSnapshot> reader =
                        new DataFileReader<>(file.toFile(), new SpecificDatumReader<>(ModelSnapshot.class));
                DataFileWriter<ModelSnapshot> writer =
                        new DataFileWriter<>(new SpecificDatumWriter<>(ModelSnapshot.class))) {
            Path compressed = directory.resolve("compressed.avro");
            writer.setCodec(CodecFactory.deflateCodec(6));
            writer.create(ModelSnapshot.getClassSchema(), compressed.toFile());
            writer.append(reader.next());
            writer.flush();
            equalsTheOriginal(SnapshotFiles.read(compressed), "compressed");
        }
    }

    /** Every length where something begins or ends, and one in thirteen between: the schema is read again for each. */
    @Test
    void aTruncationIsRefused() throws IOException {
        for (int length = 0; length < whole.length; length += isNearAnEdge(length) ? 1 : 13) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatExceptionOfType(UnusableSnapshotException.class)
                    .as("%d of %d bytes", length, whole.length)
                    .isThrownBy(() -> SnapshotFiles.read(file))
                    .withMessageStartingWith(file + " cannot be used: ");
        }
    }

    private boolean isNearAnEdge(int length) {
        return length < 100 || Math.abs(length - header()) < 100 || length > whole.length - 100;
    }

    @Test
    void aFlippedByteIsRefusedOrWithoutEffect() throws IOException {
        Random random = new Random(7);
        int refused = 0;
        for (int flip = 0; flip < FLIPS; flip++) {
            byte[] damaged = whole.clone();
            int at = random.nextInt(damaged.length);
            damaged[at] ^= (byte) (1 + random.nextInt(255));
            Files.write(file, damaged);
            long before = allocatedBytes();
            try {
                equalsTheOriginal(SnapshotFiles.read(file), "flip " + flip + " at byte " + at);
            } catch (UnusableSnapshotException e) {
                refused++;
                assertThat(allocatedBytes() - before)
                        .as("flip %d at byte %d", flip, at)
                        .isLessThan(ALLOCATION_BYTES);
            }
        }
        assertThat(refused).isBetween(FLIPS / 4, FLIPS - 1);
    }

    @Test
    void aLengthOfGigabytesAllocatesNothing() throws IOException {
        // Behind the header come the block's count, 1 byte, and its size: the largest array there can be.
        int header = header();
        byte[] huge = {2, (byte) 0xee, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f};
        Files.write(
                file,
                ByteBuffer.allocate(header + 6).put(whole, 0, header).put(huge).array());
        long before = allocatedBytes();
        assertThatExceptionOfType(UnusableSnapshotException.class)
                .isThrownBy(() -> SnapshotFiles.read(file))
                .withMessageContaining("cut short");
        assertThat(allocatedBytes() - before).isLessThan(ALLOCATION_BYTES);
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        Files.write(file, new byte[0]);
        refuses("it must begin with the bytes Obj 01");
        Files.writeString(file, "1 | price:2.5\n".repeat(100), StandardCharsets.UTF_8);
        refuses("it must begin with the bytes Obj 01");
        try (DataFileWriter<LabeledExample> writer =
                new DataFileWriter<>(new SpecificDatumWriter<>(LabeledExample.class))) {
            Schema schema = LabeledExample.getClassSchema();
            writer.create(schema, file.toFile());
            writer.append(LabeledExample.newBuilder().build());
        }
        refuses("LabeledExample");
        Files.write(file, Arrays.copyOf(whole, header()));
        refuses("it is empty");
    }

    @Test
    void aMissingFileIsMissingAndNotDamaged() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> SnapshotFiles.read(directory.resolve("none.avro")));
    }

    private void refuses(String message) {
        assertThatExceptionOfType(UnusableSnapshotException.class)
                .isThrownBy(() -> SnapshotFiles.read(file))
                .withMessageContaining(file.toString())
                .withMessageContaining(message)
                .withMessageNotContaining("\n");
    }

    private void equalsTheOriginal(Snapshot read, String what) {
        assertThat(bytes(read)).as(what).isEqualTo(bytes(snapshot));
    }

    /** The file's first bytes, up to and with its sync marker. */
    private int header() {
        String text = new String(whole, StandardCharsets.ISO_8859_1);
        return text.indexOf("thalweg snapshot") + 16;
    }

    private static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
