package io.thalweg.config;

import java.nio.file.Path;

/** What a model without a past of its own starts from. */
public sealed interface WarmStart {
    /** {@code none}, {@code latest}, or else a file; a file of such a name is written {@code ./latest}. */
    static WarmStart parse(String text) {
        return switch (text) {
            case "none" -> new None();
            case "latest" -> new Latest();
            default -> new File(Path.of(text));
        };
    }

    /** Initial weights. */
    record None() implements WarmStart {}

    /** The newest snapshot on the snapshots topic. */
    record Latest() implements WarmStart {}

    /** A snapshot file; whether it exists is found out when it is read. */
    record File(Path path) implements WarmStart {}
}
