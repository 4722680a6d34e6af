package io.thalweg.cli;

import io.thalweg.broker.BrokerPlaceException;
import io.thalweg.broker.BrokerStartException;
import io.thalweg.config.ConfigurationException;
import io.thalweg.config.ThalwegConfig;
import io.thalweg.learner.IncompatibleModelException;
import io.thalweg.registry.RegistryRefusalException;
import io.thalweg.registry.RegistrySettingsException;
import io.thalweg.registry.RegistryUnavailableException;
import io.thalweg.snapshot.UnusableSnapshotException;
import io.thalweg.topology.OffsetGapException;
import io.thalweg.verify.ProcessEndedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/** What a user is told of a failure, and the exit code that a script sees. */
final class Failures {
    private static final int TOLD = 20;

    /** What the JVM says to who registers a shutdown hook too late. */
    private static final String SHUTDOWN = "Shutdown in progress";

    private Failures() {}

    static int report(Throwable failure, PrintWriter err, boolean verbose) {
        return report(failure, err, verbose, StopSignal.processEnding());
    }

    /** @param processEnding whether a signal has come: what only it has broken is not told */
    static int report(Throwable failure, PrintWriter err, boolean verbose, boolean processEnding) {
        Failure told = of(failure);
        if (processEnding && isBrokenOff(failure) && !verbose) {
            return told.exitCode();
        }
        err.println("thalweg: " + told.getMessage());
        if (verbose) {
            failure.printStackTrace(err);
        }
        err.flush();
        return told.exitCode();
    }

    /** Interrupted, or refused because the JVM shuts down; or a process of ours that has got the same signal. */
    private static boolean isBrokenOff(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException
                    || cause instanceof InterruptException
                    || cause instanceof ClosedByInterruptException
                    || cause instanceof ProcessEndedException
                    || SHUTDOWN.equals(cause.getMessage())) {
                return true;
            }
        }
        return false;
    }

    /** The nearest cause that a user can do something about. */
    static Failure of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Failure known) {
                return known;
            }
            if (cause instanceof ConfigurationException configuration) {
                return new Failure(Failure.USAGE, listed(configuration.errors(), configuration.isOfFile()), cause);
            }
            if (cause instanceof BrokerPlaceException
                    || cause instanceof RegistrySettingsException
                    || cause instanceof ConfigException) {
                return new Failure(Failure.USAGE, cause.getMessage(), cause);
            }
            if (cause instanceof IncompatibleModelException || cause instanceof UnusableSnapshotException) {
                return new Failure(Failure.INCOMPATIBLE, cause.getMessage(), cause);
            }
            if (cause instanceof RegistryUnavailableException || cause instanceof RegistryRefusalException) {
                return new Failure(Failure.UNREACHABLE, cause.getMessage(), cause);
            }
            if (cause instanceof BrokerStartException
                    || cause instanceof OffsetGapException
                    || cause instanceof ProcessEndedException) {
                return new Failure(Failure.RUNTIME, cause.getMessage(), cause);
            }
            if (cause instanceof AuthenticationException || cause instanceof AuthorizationException) {
                return new Failure(Failure.UNREACHABLE, "Kafka refuses us: " + words((KafkaException) cause), cause);
            }
            if (cause instanceof IOException io) {
                return new Failure(Failure.RUNTIME, words(io), cause);
            }
            if (cause instanceof OutOfMemoryError) {
                return new Failure(
                        Failure.RUNTIME, "out of memory: raise the heap with java -Xmx, or lower hash.bits", cause);
            }
        }
        return new Failure(Failure.RUNTIME, "unexpected failure: " + failure + " (-v shows where)", failure);
    }

    /** @param ofFile whether it may be that a file holds something else than settings */
    static String listed(List<String> errors, boolean ofFile) {
        if (errors.size() == 1) {
            return errors.get(0);
        }
        int more = errors.size() - TOLD;
        return errors.size() + " errors in the configuration:\n  "
                + String.join("\n  ", errors.subList(0, Math.min(errors.size(), TOLD)))
                + (more > 0 ? "\n  and " + more + " more" + (ofFile ? ": is this a file of settings?" : "") : "");
    }

    /** File system exceptions name the file and leave out what is wrong with it. */
    static String words(IOException e) {
        if (e instanceof NoSuchFileException missing) {
            return "no such file or directory: " + missing.getFile();
        }
        if (e instanceof AccessDeniedException denied) {
            return "no permission: " + denied.getFile();
        }
        if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
            return "not a directory: " + ((FileSystemException) e).getFile();
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    /** What is behind a failed handshake is said by the last cause. */
    static String words(KafkaException refusal) {
        Throwable last = last(refusal);
        return refusal instanceof SslAuthenticationException && last != refusal
                ? refusal.getMessage() + ": " + last.getMessage() + " (streams.ssl.* settings)"
                : refusal.getMessage();
    }

    /** What a client says that could not be made: the last thing that Kafka says, and what is behind it. */
    private static String innermost(KafkaException failure) {
        Throwable last = last(failure);
        Throwable kafkas = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            kafkas = cause instanceof KafkaException ? cause : kafkas;
        }
        String reason = last instanceof IOException io ? words(io) : String.valueOf(last.getMessage());
        boolean says = kafkas.getMessage() != null && !kafkas.getMessage().contains(String.valueOf(last.getMessage()));
        return says ? kafkas.getMessage() + ": " + reason : reason;
    }

    /** For a client of Kafka's that cannot be made. Without its cause: the trace would repeat the secrets that the message leaves out. */
    static Failure unusableClientSettings(ThalwegConfig config, KafkaException failure) {
        String problem = config.withoutSecrets(innermost(failure));
        if (problem.startsWith("No resolvable bootstrap urls")) {
            String address = String.join(",", config.bootstrapServers());
            return new Failure(Failure.UNREACHABLE, "no host of bootstrap.servers=" + address + " is known", failure);
        }
        return new Failure(Failure.USAGE, "Kafka's client cannot be made of streams.*: " + problem);
    }

    private static Throwable last(Throwable failure) {
        Throwable last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last;
    }

    /** @param lacking operations and what they are for, as in {@code WRITE on topic predictions} */
    static Failure refused(List<String> lacking, Throwable cause) {
        return new Failure(
                Failure.UNREACHABLE,
                "Kafka refuses us: no ACL allows " + String.join(", ", lacking) + "; kafka-acls adds it",
                cause);
    }

    static Failure unusableFile(UncheckedIOException e) {
        return unusableFile(e.getCause());
    }

    /** For a file that the user has named and that cannot be opened. */
    static Failure unusableFile(IOException e) {
        return new Failure(Failure.USAGE, words(e), e);
    }
}
