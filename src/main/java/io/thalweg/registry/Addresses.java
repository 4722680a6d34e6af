package io.thalweg.registry;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Asks the addresses of one registry in turn, beginning with the one that answered last, until one answers. If none does and the reasons may pass, asks all
 * again after pauses of 0.1, 0.2, 0.4, 0.8 and 1.6 s, but not once 5 s have gone since the question. Any thread.
 */
final class Addresses {
    private static final List<Duration> PAUSES = List.of(
            Duration.ofMillis(100),
            Duration.ofMillis(200),
            Duration.ofMillis(400),
            Duration.ofMillis(800),
            Duration.ofMillis(1600));
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final List<URI> urls;
    private final Exchange exchange;
    private final Patience patience;
    private volatile int answeredLast;

    Addresses(List<URI> urls, Exchange exchange, Patience patience) {
        this.urls = urls;
        this.exchange = exchange;
        this.patience = patience;
    }

    /**
     * What the registry says to the question itself.
     *
     * @throws RegistryUnavailableException if no address says anything
     */
    Answer ask(Request request) {
        long start = patience.nanos();
        try {
            for (int round = 0; ; round++) {
                List<Problem> problems = new ArrayList<>();
                Answer answer = askEach(request, problems);
                if (answer != null) {
                    return answer;
                }
                boolean passing = problems.stream().anyMatch(Problem::passing);
                boolean late = patience.nanos() - start >= LIMIT.toNanos();
                if (!passing || late || round == PAUSES.size()) {
                    throw unavailable(problems);
                }
                patience.await(PAUSES.get(round));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException("interrupted while asking the schema registry at " + shown(), e);
        }
    }

    /** Null if none has answered. */
    private Answer askEach(Request request, List<Problem> problems) throws InterruptedException {
        int first = answeredLast;
        for (int i = 0; i < urls.size(); i++) {
            int at = (first + i) % urls.size();
            URI url = urls.get(at);
            try {
                Answer answer = exchange.send(url, request);
                if (answer.isFinal()) {
                    answeredLast = at;
                    return answer;
                }
                problems.add(Problem.of(url, answer));
            } catch (IOException e) {
                problems.add(Problem.of(url, e));
            }
        }
        return null;
    }

    private static RegistryUnavailableException unavailable(List<Problem> problems) {
        String each = problems.stream().map(Problem::toString).collect(Collectors.joining(", "));
        String advice = problems.stream().map(Problem::advice).distinct().collect(Collectors.joining("; "));
        return new RegistryUnavailableException(
                "the schema registry cannot be asked: " + each + "; " + advice,
                problems.stream()
                        .map(Problem::cause)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null));
    }

    /** All of them, for messages. */
    String shown() {
        return urls.stream().map(URI::toString).collect(Collectors.joining(", "));
    }
}
