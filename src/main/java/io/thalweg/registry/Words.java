package io.thalweg.registry;

import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** What others say, fit for a message of ours: one line, not too long. */
final class Words {
    private static final int LONGEST = 300;

    private Words() {}

    static String oneLine(String words) {
        String line = words == null || words.isBlank()
                ? "no reason given"
                : words.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    /** What a failed request failed of; the HTTP client leaves the simplest reasons unsaid. */
    static String of(Exception failure) {
        Throwable last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        if (last instanceof UnresolvedAddressException) {
            return "no such host";
        }
        if (failure instanceof ConnectException) {
            return last.getMessage() == null ? "connection refused" : oneLine(last.getMessage());
        }
        if (failure instanceof SSLException) {
            return "TLS fails: " + oneLine(last.getMessage());
        }
        return oneLine(failure.getMessage() == null ? failure.toString() : failure.getMessage());
    }
}
