package io.thalweg.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * When and where models are published, and what they start from.
 *
 * @param every labelled examples between two snapshots; 0 is never
 * @param keep how many snapshots of each model stay on the topic and in the directory; 1 to 1000
 * @param directory where they are written to files as well
 * @param take how much of the warm-start snapshot
 * @param skipLearned whether records that the warm-start snapshot has already learned are skipped
 */
public record SnapshotSettings(
        long every,
        int keep,
        Optional<Path> directory,
        WarmStart warmStart,
        WarmStart.Take take,
        boolean skipLearned) {}
