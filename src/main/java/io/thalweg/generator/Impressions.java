package io.thalweg.generator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Impressions one after the other, with the true probability that they are clicked: logistic, and linear in the features that the fields of an impression stand
 * for; what is missing is 0. About one in five is clicked. The same seed gives the same impressions on every machine. One thread.
 */
final class Impressions {
    private static final double INTERCEPT = -1.9;
    private static final List<String> FORMATS = List.of("BANNER", "NATIVE", "VIDEO", "STORY");
    private static final List<String> DEVICES = List.of("MOBILE", "DESKTOP", "TABLET", "TV");
    private static final List<String> BIDDERS = List.of("north", "south", "west");
    private static final int MOST_SEGMENTS = 3;
    private static final double AGE_KNOWN = 0.8;
    private static final double PAGE_KNOWN = 0.9;
    private static final double BIDS = 0.7;

    private final SplitMix random;
    private final CategoricalFeature country;
    private final CategoricalFeature segment;
    private final CategoricalFeature campaign;
    private final CategoricalFeature format;
    private final CategoricalFeature page;
    private final CategoricalFeature device;
    private final NumericFeature age;
    private final NumericFeature price;
    private final List<NumericFeature> bids;
    private final double driftedIntercept;
    private double margin;

    Impressions(long seed) {
        random = SplitMix.of(seed, "impressions");
        country = feature(seed, "country", numbered("country-", 50), 1, 0.5);
        segment = feature(seed, "segment", numbered("segment-", 40), 0.7, 0.5);
        campaign = feature(seed, "campaign", numbered("campaign-", 300), 0.8, 1);
        format = feature(seed, "format", FORMATS, 0.5, 0.7);
        page = feature(seed, "page", numbered("/page/", 1000), 1, 0.9);
        device = feature(seed, "device", DEVICES, 1, 0.4);
        // Means and spreads are of numbers that are 0 where they are missing.
        age = new NumericFeature(seed, "age", 32, 20, 0.5);
        price = new NumericFeature(seed, "price", 1, 0.3, 0.5);
        bids = BIDDERS.stream()
                .map(bidder -> new NumericFeature(seed, "bids." + bidder, 0.75, 0.6, 0.4))
                .toList();
        double shift = MOST_SEGMENTS / 2.0 * segment.meanAfterDrift();
        for (CategoricalFeature each : List.of(country, campaign, format, page, device)) {
            shift += each.meanAfterDrift();
        }
        driftedIntercept = INTERCEPT - shift;
    }

    private static CategoricalFeature feature(
            long seed, String name, List<String> categories, double exponent, double deviation) {
        double[] probabilities = IntStream.rangeClosed(1, categories.size())
                .mapToDouble(rank -> StrictMath.pow(rank, -exponent))
                .toArray();
        return new CategoricalFeature(seed, name, categories, probabilities, deviation);
    }

    private static List<String> numbered(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    Impression next(String id, long timeMs, boolean drifted) {
        margin = drifted ? driftedIntercept : INTERCEPT;
        return new Impression(id, timeMs, user(drifted), ad(drifted), page(drifted), category(device, drifted));
    }

    /** The true probability that the impression last given is clicked. */
    double probability() {
        return 1 / (1 + StrictMath.exp(-margin));
    }

    /** Whether it is. */
    boolean clicked() {
        return random.uniform() < probability();
    }

    private Impression.User user(boolean drifted) {
        boolean known = random.uniform() < AGE_KNOWN;
        int years = known ? (int) (40 + 14 * random.bell()) : 0;
        margin += age.adds(years, drifted);
        return new Impression.User(
                known ? OptionalInt.of(years) : OptionalInt.empty(), category(country, drifted), segments(drifted));
    }

    private List<String> segments(boolean drifted) {
        int count = (int) (random.uniform() * (MOST_SEGMENTS + 1));
        int[] drawn = IntStream.range(0, count)
                .map(i -> segment.draw(random))
                .distinct()
                .toArray();
        List<String> segments = new ArrayList<>();
        Arrays.stream(drawn).forEach(each -> {
            margin += segment.adds(each, drifted);
            segments.add(segment.category(each));
        });
        return segments;
    }

    private Impression.Ad ad(boolean drifted) {
        double paid = StrictMath.exp(0.3 * random.bell());
        margin += price.adds(paid, drifted);
        SortedMap<String, Double> given = new TreeMap<>();
        for (int bidder = 0; bidder < BIDDERS.size(); bidder++) {
            double bid = random.uniform() < BIDS ? StrictMath.exp(0.4 * random.bell()) : 0;
            margin += bids.get(bidder).adds(bid, drifted);
            if (bid > 0) {
                given.put(BIDDERS.get(bidder), bid);
            }
        }
        return new Impression.Ad(category(campaign, drifted), category(format, drifted), paid, given);
    }

    private Optional<String> page(boolean drifted) {
        return random.uniform() < PAGE_KNOWN ? Optional.of(category(page, drifted)) : Optional.empty();
    }

    private String category(CategoricalFeature feature, boolean drifted) {
        int drawn = feature.draw(random);
        margin += feature.adds(drawn, drifted);
        return feature.category(drawn);
    }
}
