package io.thalweg.cli;

import io.thalweg.example.RejectedExampleException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;

/** What a user is told when the topology has failed. */
final class StreamsFailures {
    private static final Pattern COORDINATES =
            Pattern.compile("topic[:=] ?'?([^,' ]+)'?, partition[:=] ?'?(\\d+)'?, offset[:=] ?'?(\\d+)");

    private StreamsFailures() {}

    static Failure told(Throwable failure, String applicationId) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RejectedExampleException reject) {
                return new Failure(
                        Failure.RUNTIME,
                        coordinates(failure) + reject.reason() + ": " + reject.getMessage()
                                + " (errors.tolerance=none stops at the first reject)",
                        failure);
            }
            if (cause instanceof MissingSourceTopicException) {
                return new Failure(
                        Failure.USAGE,
                        "the examples topic has gone; 'thalweg topics --create' makes it again",
                        failure);
            }
            if (cause instanceof TransactionalIdAuthorizationException) {
                return Failures.refused(
                        List.of("WRITE on transactional ids that begin with " + applicationId + "-"), failure);
            }
            if (cause instanceof UnsupportedVersionException) {
                return new Failure(
                        Failure.USAGE,
                        "the brokers are too old for a setting: " + cause.getMessage()
                                + " (streams.group.protocol=classic works with older brokers)",
                        failure);
            }
        }
        return Failures.of(failure);
    }

    /** Whether Kafka has not let us in. */
    static boolean refused(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthenticationException) {
                return true;
            }
        }
        return false;
    }

    private static String coordinates(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Matcher found = COORDINATES.matcher(String.valueOf(cause.getMessage()));
            if (found.find()) {
                return found.group(1) + "-" + found.group(2) + "@" + found.group(3) + ": ";
            }
        }
        return "";
    }
}
