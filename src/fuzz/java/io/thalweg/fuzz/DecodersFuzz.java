package io.thalweg.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.provider.MethodSource;

/** Every {@link Target} under Jazzer, which looks for inputs that reach new branches. One test a run; src/docs/bad-input.md says how. */
class DecodersFuzz {
    private static final Map<Targets, Target> OPEN = new EnumMap<>(Targets.class);

    private static Target open(Targets name) {
        return OPEN.computeIfAbsent(name, Targets::open);
    }

    static List<byte[]> recordsSeeds() throws IOException {
        return open(Targets.RECORDS).seeds();
    }

    @MethodSource("recordsSeeds")
    @FuzzTest
    void records(byte[] input) throws IOException {
        open(Targets.RECORDS).run(input);
    }

    static List<byte[]> mappedRecordsSeeds() throws IOException {
        return open(Targets.MAPPED_RECORDS).seeds();
    }

    @MethodSource("mappedRecordsSeeds")
    @FuzzTest
    void mappedRecords(byte[] input) throws IOException {
        open(Targets.MAPPED_RECORDS).run(input);
    }

    static List<byte[]> avroFilesSeeds() throws IOException {
        return open(Targets.AVRO_FILES).seeds();
    }

    @MethodSource("avroFilesSeeds")
    @FuzzTest
    void avroFiles(byte[] input) throws IOException {
        open(Targets.AVRO_FILES).run(input);
    }

    static List<byte[]> snapshotFilesSeeds() throws IOException {
        return open(Targets.SNAPSHOT_FILES).seeds();
    }

    @MethodSource("snapshotFilesSeeds")
    @FuzzTest
    void snapshotFiles(byte[] input) throws IOException {
        open(Targets.SNAPSHOT_FILES).run(input);
    }

    static List<byte[]> snapshotPiecesSeeds() throws IOException {
        return open(Targets.SNAPSHOT_PIECES).seeds();
    }

    @MethodSource("snapshotPiecesSeeds")
    @FuzzTest
    void snapshotPieces(byte[] input) throws IOException {
        open(Targets.SNAPSHOT_PIECES).run(input);
    }

    static List<byte[]> stateSeeds() throws IOException {
        return open(Targets.STATE).seeds();
    }

    @MethodSource("stateSeeds")
    @FuzzTest
    void state(byte[] input) throws IOException {
        open(Targets.STATE).run(input);
    }

    static List<byte[]> vwSeeds() throws IOException {
        return open(Targets.VW).seeds();
    }

    @MethodSource("vwSeeds")
    @FuzzTest
    void vw(byte[] input) throws IOException {
        open(Targets.VW).run(input);
    }

    static List<byte[]> libsvmSeeds() throws IOException {
        return open(Targets.LIBSVM).seeds();
    }

    @MethodSource("libsvmSeeds")
    @FuzzTest
    void libsvm(byte[] input) throws IOException {
        open(Targets.LIBSVM).run(input);
    }

    static List<byte[]> csvSeeds() throws IOException {
        return open(Targets.CSV).seeds();
    }

    @MethodSource("csvSeeds")
    @FuzzTest
    void csv(byte[] input) throws IOException {
        open(Targets.CSV).run(input);
    }

    static List<byte[]> jsonSeeds() throws IOException {
        return open(Targets.JSON).seeds();
    }

    @MethodSource("jsonSeeds")
    @FuzzTest
    void json(byte[] input) throws IOException {
        open(Targets.JSON).run(input);
    }

    static List<byte[]> gzipSeeds() throws IOException {
        return open(Targets.GZIP).seeds();
    }

    @MethodSource("gzipSeeds")
    @FuzzTest
    void gzip(byte[] input) throws IOException {
        open(Targets.GZIP).run(input);
    }

    static List<byte[]> configurationSeeds() throws IOException {
        return open(Targets.CONFIGURATION).seeds();
    }

    @MethodSource("configurationSeeds")
    @FuzzTest
    void configuration(byte[] input) throws IOException {
        open(Targets.CONFIGURATION).run(input);
    }
}
