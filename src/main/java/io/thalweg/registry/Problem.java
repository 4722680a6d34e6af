package io.thalweg.registry;

import java.io.IOException;
import java.net.URI;
import javax.net.ssl.SSLException;

/**
 * Why an address has not answered.
 *
 * @param advice what to check
 * @param passing whether asking again soon may help
 * @param cause null if something was answered
 */
record Problem(URI url, String what, String advice, boolean passing, IOException cause) {
    static final String CHECK_ADDRESS = "check registry.url, and that the registry runs";

    static Problem of(URI url, Answer answer) {
        return new Problem(url, answer.message(), answer.advice(), answer.isPassing(), null);
    }

    static Problem of(URI url, IOException failure) {
        boolean tls = failure instanceof SSLException;
        return new Problem(
                url,
                Words.of(failure),
                tls ? "check registry.ssl.* and the registry's certificate" : CHECK_ADDRESS,
                !tls,
                failure);
    }

    @Override
    public String toString() {
        return url + " (" + what + ")";
    }
}
