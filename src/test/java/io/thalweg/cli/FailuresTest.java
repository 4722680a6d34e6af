package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.registry.RegistryRefusalException;
import io.thalweg.registry.RegistrySettings;
import io.thalweg.registry.RegistryUnavailableException;
import io.thalweg.registry.RestRegistry;
import io.thalweg.registry.StoreFile;
import io.thalweg.registry.TlsSettings;
import io.thalweg.snapshot.UnusableSnapshotException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
                Arguments.of(
                        new StreamsException(
                                new RegistryUnavailableException("no registry", new IOException("refused"))),
                        3,
                        "no registry"),
                Arguments.of(new RegistryRefusalException("incompatible", null), 3, "incompatible"),
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
    void afterASignalOnlyWhatIsBrokenOffByItIsNotTold() {
        StringWriter err = new StringWriter();
        PrintWriter printer = new PrintWriter(err);
        for (Exception broken : List.of(
                new InterruptedException(),
                new InterruptException("interrupted"),
                new IllegalStateException("Shutdown in progress"))) {
            Failures.report(new RuntimeException(broken), printer, false, true);
        }
        assertThat(err.toString()).isEmpty();
        assertThat(Failures.report(new IOException("No space left on device"), printer, false, true))
                .isEqualTo(1);
        assertThat(err.toString()).startsWith("thalweg: No space left on device");
        Failures.report(new InterruptedException(), printer, false, false);
        assertThat(err.toString()).contains("thalweg: unexpected failure: java.lang.InterruptedException");
    }

    @Test
    void aStoreOfTheRegistryThatCannotBeOpenedIsAWrongConfiguration(@TempDir Path directory) {
        StoreFile missing = new StoreFile(directory.resolve("missing.p12"), "PKCS12", "hunter2");
        RegistrySettings one = RegistrySettings.of("https://a");
        RegistrySettings settings = new RegistrySettings(
                one.urls(),
                one.credentials(),
                new TlsSettings(Optional.of(missing), Optional.empty(), ""),
                one.timeout(),
                true,
                one.naming());
        Failure failure = Failures.of(catchThrowable(() -> new RestRegistry(settings)));

        assertThat(failure.exitCode()).isEqualTo(Failure.USAGE);
        assertThat(failure)
                .hasMessage("registry.ssl.truststore.location=" + missing.location()
                        + " cannot be used as PKCS12: there is no such file; check the file, registry.ssl.truststore.type"
                        + " and the passwords");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void aTextIsNoStoreOfTheRegistry(String type, @TempDir Path directory) throws IOException {
        Path text = Files.writeString(directory.resolve("trust.txt"), "-----BEGIN CERTIFICATE-----\n");
        RegistrySettings one = RegistrySettings.of("https://a");
        RegistrySettings settings = new RegistrySettings(
                one.urls(),
                one.credentials(),
                new TlsSettings(Optional.of(new StoreFile(text, type, "hunter2")), Optional.empty(), ""),
                one.timeout(),
                true,
                one.naming());

        assertThat(Failures.of(catchThrowable(() -> new RestRegistry(settings))))
                .hasMessage("registry.ssl.truststore.location=" + text + " cannot be used as " + type
                        + ": it is not a store of that type; the types are PKCS12, JKS and PEM; check the file,"
                        + " registry.ssl.truststore.type and the passwords");
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
