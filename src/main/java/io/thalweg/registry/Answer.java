package io.thalweg.registry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;

/**
 * What came back.
 *
 * @param status of HTTP
 * @param body missing if an error came with something else than JSON
 */
record Answer(int status, JsonNode body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TIMEOUT = 408;
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;
    private static final int TOO_MANY = 429;

    /** @throws IOException if a success is not JSON */
    static Answer read(int status, byte[] bytes) throws IOException {
        try {
            return new Answer(status, JSON.readTree(bytes));
        } catch (JacksonException e) {
            if (status == OK) {
                throw new IOException("its answer of " + bytes.length + " bytes is not JSON");
            }
            return new Answer(status, MissingNode.getInstance());
        }
    }

    boolean succeeded() {
        return status == OK;
    }

    boolean notFound() {
        return status == NOT_FOUND;
    }

    /** Whether this is the registry's word on the question itself: a wrong path is not found either, but without the registry's own code. */
    boolean isFinal() {
        boolean unknown = notFound() && body.path("error_code").asInt() / 100 == NOT_FOUND;
        return succeeded() || unknown || status == CONFLICT || status == UNPROCESSABLE;
    }

    /** Whether asking again soon may help. */
    boolean isPassing() {
        return status == TIMEOUT || status == TOO_MANY || status >= 500;
    }

    /** The registry's own words. */
    String message() {
        String message = body.path("message").asText();
        return "HTTP " + status + (message.isBlank() ? "" : ": " + Words.oneLine(message));
    }

    String advice() {
        if (status == UNAUTHORIZED || status == FORBIDDEN) {
            return "check registry.basic.auth or registry.bearer.token, and what that user may do";
        }
        if (notFound()) {
            return "registry.url needs the path of the registry's API, if it has one, such as /apis/ccompat/v7";
        }
        return status / 100 == 3
                ? "redirects are not followed: registry.url must be where they lead"
                : Problem.CHECK_ADDRESS;
    }
}
