package io.thalweg.generator;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;

/** An ad is shown to somebody. */
public record Impression(String id, long timeMs, User user, Ad ad, Optional<String> page, String device)
        implements AdEvent {
    /**
     * Who sees it.
     *
     * @param age in years, if it is known
     * @param segments none twice
     */
    public record User(OptionalInt age, String country, List<String> segments) {}

    /**
     * What is seen.
     *
     * @param bids by bidder, of those that took part
     */
    public record Ad(String campaign, String format, double price, SortedMap<String, Double> bids) {}

    /** The same, sent once more. */
    Impression again(long timeMs) {
        return new Impression(id, timeMs, user, ad, page, device);
    }
}
