package io.thalweg.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Who we say we are. Printed, none shows its secret. */
public sealed interface Credentials {
    /** The value of the {@code Authorization} header. A secret. */
    Optional<String> header();

    /** What must not be shown, the longest first. */
    List<String> secrets();

    /** Somebody else's words without what they repeat of the secret. */
    default String removedFrom(String words) {
        String shown = words;
        for (String secret : secrets()) {
            shown = shown.replace(secret, "[hidden]");
        }
        return shown;
    }

    /** Nobody in particular. */
    record Anonymous() implements Credentials {
        @Override
        public Optional<String> header() {
            return Optional.empty();
        }

        @Override
        public List<String> secrets() {
            return List.of();
        }
    }

    /**
     * A user with a password, RFC 7617, in UTF-8.
     *
     * @param user without a colon
     * @param password may be empty
     */
    record Basic(String user, String password) implements Credentials {
        @Override
        public Optional<String> header() {
            return Optional.of("Basic " + encoded());
        }

        private String encoded() {
            return Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public List<String> secrets() {
            return password.isEmpty() ? List.of(encoded()) : List.of(encoded(), password);
        }

        @Override
        public String toString() {
            return "Basic[hidden]";
        }
    }

    /**
     * A token, RFC 6750.
     *
     * @param token of visible ASCII characters
     */
    record Bearer(String token) implements Credentials {
        @Override
        public Optional<String> header() {
            return Optional.of("Bearer " + token);
        }

        @Override
        public List<String> secrets() {
            return List.of(token);
        }

        @Override
        public String toString() {
            return "Bearer[hidden]";
        }
    }
}
