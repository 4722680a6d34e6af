package io.thalweg.join;

import java.util.Optional;

/**
 * How long examples and labels wait for each other, and what becomes of those that wait in vain. All times are milliseconds of stream time.
 *
 * @param waitMs how long after its example a label may come; at least 1
 * @param earlyMs how long before its example a label may come; at least 0
 * @param memoryMs how long an id stays known after its example has got its label or has expired, at least: labels that come again or late are told from
 *     those of no example so long; at least 0
 * @param byDefault what an example is learned as that no label came for
 * @param learnsCorrections whether another label after the first is learned too
 */
public record LabelPolicy(
        long waitMs, long earlyMs, long memoryMs, Optional<Label> byDefault, boolean learnsCorrections) {}
