package io.thalweg.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * A failure that an input record brings along, in its headers, and that strikes once: it leaves a file behind. The headers go on to the record's
 * prediction, so it can strike before and after.
 *
 * @param place where it strikes, as {@link FaultyProcessors} and {@link FaultyClients} name their places
 */
public record Fault(String place, Path trace) {
    private static final String PLACE = "fault.place";
    private static final String TRACE = "fault.trace";

    public void addTo(Headers headers) {
        headers.add(PLACE, place.getBytes(UTF_8)).add(TRACE, trace.toString().getBytes(UTF_8));
    }

    /** The fault in these headers, or null. */
    static Fault in(Headers headers) {
        Header place = headers.lastHeader(PLACE);
        return place == null
                ? null
                : new Fault(
                        new String(place.value(), UTF_8),
                        Path.of(new String(headers.lastHeader(TRACE).value(), UTF_8)));
    }

    /** Whether the fault belongs in this place and has not struck before; it then has. */
    boolean strikes(String here) {
        if (!place.equals(here)) {
            return false;
        }
        try {
            Files.createFile(trace);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean hasStruck() {
        return Files.exists(trace);
    }
}
