package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.snapshot.UnusableSnapshotException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new Failure(3, "no broker"), 3, "no broker"),
                Arguments.of(new RuntimeException(new Failure(3, "no broker")), 3, "no broker"),
                Arguments.of(new ConfigException("bad"), 2, "bad"),
                Arguments.of(new StreamsException(new UnusableSnapshotException("damaged")), 4, "damaged"),
                Arguments.of(new UncheckedIOException(new IOException("disk full")), 1, "disk full"),
                Arguments.of(new NoSuchFileException("f"), 1, "no such file or directory: f"),
                Arguments.of(new AccessDeniedException("f"), 1, "no permission: f"),
                Arguments.of(
                        new OutOfMemoryError(), 1, "out of memory: raise the heap with java -Xmx, or lower hash.bits"),
                Arguments.of(
                        new IllegalStateException("odd"),
                        1,
                        "unexpected failure: java.lang.IllegalStateException: odd (-v shows where)"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void eachIsToldInWordsWithItsExitCode(Throwable failure, int exitCode, String words) {
        StringWriter err = new StringWriter();
        assertThat(Failures.report(failure, new PrintWriter(err), false)).isEqualTo(exitCode);
        assertThat(err.toString().lines())
                .containsExactlyElementsOf(("thalweg: " + words).lines().toList());
    }

    @Test
    void theTraceIsShownWhenAskedFor() {
        StringWriter err = new StringWriter();
        Failures.report(new IOException("disk full"), new PrintWriter(err), true);
        assertThat(err.toString()).startsWith("thalweg: disk full").contains("\tat io.thalweg.cli.FailuresTest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config", "--version"})
    void whatCannotBePrintedIsAFailure(String command) {
        PrintStream outBefore = System.out;
        try {
            System.setOut(new PrintStream(new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    throw new IOException("No space left on device");
                }
            }));
            assertThat(Main.run(command)).isEqualTo(Failure.RUNTIME);
        } finally {
            System.setOut(outBefore);
        }
    }

    static Stream<Arguments> streamsFailures() {
        return Stream.of(
                Arguments.of(
                        new RejectedExampleException(RejectReason.NON_FINITE, "label is NaN"),
                        1,
                        "clicks-2@41: NON_FINITE: label is NaN (errors.tolerance=none stops at the first reject)"),
                Arguments.of(
                        new MissingSourceTopicException("gone"),
                        2,
                        "the examples topic has gone; 'thalweg topics --create' makes it again"),
                Arguments.of(new SaslAuthenticationException("who?"), 3, "Kafka refuses us: who?"),
                Arguments.of(
                        new TransactionalIdAuthorizationException("no"),
                        3,
                        "Kafka refuses us: no ACL allows WRITE on transactional ids that begin with thalweg-; kafka-acls"
                                + " adds it"),
                Arguments.of(
                        new UnsupportedVersionException("old"),
                        2,
                        "the brokers are too old for a setting: old (streams.group.protocol=classic works with older"
                                + " brokers)"),
                Arguments.of(new UnusableSnapshotException("damaged"), 4, "damaged"));
    }

    @ParameterizedTest
    @MethodSource("streamsFailures")
    void whatStopsTheTopologyIsToldWithWhereItHappened(Exception cause, int exitCode, String words) {
        StreamsException failure = new StreamsException(
                "Exception caught in process. taskId=0_2, topic=clicks, partition=2, offset=41", cause);
        assertThat(StreamsFailures.told(failure, "thalweg").getMessage()).isEqualTo(words);
        assertThat(StreamsFailures.told(failure, "thalweg").exitCode()).isEqualTo(exitCode);
    }
}
