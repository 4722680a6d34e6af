package io.thalweg.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.thalweg.testing.Mutations;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every decoder on a few thousand damaged inputs, and on those that once were findings. */
class TargetsTest {
    /** Of each decoder, fewer if it is slow; {@code -Dthalweg.fuzz.inputs=N} gives it more. */
    private static final int INPUTS = Integer.getInteger("thalweg.fuzz.inputs", 2000);

    private static final Path FINDINGS = Path.of("src/test/resources/fuzz");

    @ParameterizedTest
    @EnumSource
    void whatIsValidIsTaken(Targets name) throws IOException {
        Target target = name.open();
        for (byte[] seed : target.seeds()) {
            target.run(seed);
        }
        target.run(new byte[0]);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsDamagedIsRefusedAsDocumentedAndAllocatesLittle(Targets name) throws IOException {
        Target target = name.open();
        for (byte[] seed : target.seeds()) {
            target.run(seed);
        }
        Mutations mutations = new Mutations(target.seeds(), 1);
        for (int input = 0; input < INPUTS / target.cost(); input++) {
            run(target, mutations.next(), "input " + input);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatOnceWasAFindingIsNoneAnyMore(Targets name) throws IOException {
        Target target = name.open();
        for (Path finding : findings(name)) {
            run(target, Files.readAllBytes(finding), finding.toString());
        }
    }

    private static List<Path> findings(Targets name) throws IOException {
        Path directory = FINDINGS.resolve(name.toString().toLowerCase(Locale.ROOT));
        if (!Files.isDirectory(directory)) {
            return new ArrayList<>();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private static void run(Target target, byte[] input, String what) {
        long most = target.mostAllocated(input.length);
        if (allocated(target, input, what) > most) {
            // What is loaded and compiled once is not the input's doing.
            assertThat(allocated(target, input, what))
                    .as(
                            "bytes allocated for %s, as bytes %s",
                            what, HexFormat.of().formatHex(input))
                    .isLessThanOrEqualTo(most);
        }
    }

    private static long allocated(Target target, byte[] input, String what) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            target.run(input);
        } catch (IOException | RuntimeException | Error e) {
            throw new AssertionError(what + ", as bytes " + HexFormat.of().formatHex(input), e);
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
