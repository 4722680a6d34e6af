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

    /** How much of a snapshot is taken. */
    sealed interface Take {}

    /** All of it. */
    record State() implements Take {}

    /**
     * The published weights.
     *
     * @param confidence the sum of squared gradients that each weight that is not zero begins with; 0 to 1e30
     */
    record Weights(float confidence) implements Take {}

    /** Initial weights. */
    record None() implements WarmStart {}

    /** The newest snapshot on the snapshots topic. */
    record Latest() implements WarmStart {}

    /** A snapshot file; whether it exists is found out when it is read. */
    record File(Path path) implements WarmStart {}
}
