package io.thalweg.generator;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * What has really happened in a stream of ads.
 *
 * @param shown impressions, without those that only move the clock on
 * @param lost impressions that were never sent
 * @param repeated impressions that were sent once more
 * @param clicks by what became of them, all fates
 * @param bestLoss the mean log loss, over the impressions sent, of the true probability that a click becomes their label; empty if there are none
 */
public record AdTruth(long shown, long lost, long repeated, Map<ClickFate, Long> clicks, OptionalDouble bestLoss) {
    /** Impressions that get a click for their label. */
    public long matched() {
        return clicks.entrySet().stream()
                .filter(each -> each.getKey().counts())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Impressions that wait for a click in vain. */
    public long unmatched() {
        return shown - lost - matched();
    }
}
