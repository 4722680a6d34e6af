package io.thalweg.generator;

import io.thalweg.example.ExampleSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An endless stream of advertisements shown, labelled 1 if clicked and 0 if not: 12 categorical features, some of thousands of
 * categories with a long tail, and 4 numeric ones. The label is drawn from a logistic model that is linear in the features given,
 * so that {@link #probability} is the best prediction there is; about 23 in 100 are clicked, and 20 to 30 after the drift. The
 * same seed gives the same stream on every machine. One thread.
 *
 * <p>From example {@code driftAt} on, counted from 0, a third of the true weights are other ones ({@link Weight}), and the
 * intercept moves so that the mean margin stays.
 */
public final class ClickStream {
    private static final int SITES = 2_000;
    private static final int CAMPAIGNS = 200;
    private static final int ADS_OF_A_CAMPAIGN = 5;
    private static final List<String> DEVICES = List.of("mobile", "desktop", "tablet", "tv");
    private static final List<String> BROWSERS = List.of("chrome", "safari", "edge", "firefox", "samsung", "opera");
    private static final List<String> POSITIONS = List.of("top", "side", "inline", "footer", "overlay");
    private static final double INTERCEPT = -2;

    private final SplitMix random;
    private final long driftAt;
    private long next;
    private double probability;
    private boolean clicked;

    private final CategoricalFeature segment;
    private final CategoricalFeature country;
    private final CategoricalFeature device;
    private final CategoricalFeature browser;
    private final CategoricalFeature position;
    private final CategoricalFeature hour;
    private final CategoricalFeature weekday;
    private final CategoricalFeature site;
    private final CategoricalFeature siteOnDevice;
    private final CategoricalFeature campaign;
    private final CategoricalFeature ad;
    private final CategoricalFeature connection;
    private final NumericFeature accountAge;
    private final NumericFeature priceRatio;
    private final NumericFeature clicksToday;
    private final NumericFeature secondsOnPage;
    private final double driftedIntercept;

    /** @param driftAt the first example that has the other weights; {@link Long#MAX_VALUE} for never */
    public ClickStream(long seed, long driftAt) {
        random = new SplitMix(seed);
        this.driftAt = driftAt;
        double[] devices = {0.6, 0.3, 0.08, 0.02};
        double[] sites = powerLaw(SITES, 1);
        double[] campaigns = powerLaw(CAMPAIGNS, 0.8);
        segment = new CategoricalFeature(seed, "segment", numbered("u", 40), powerLaw(40, 0.7), 0.9);
        country = new CategoricalFeature(seed, "country", numbered("country", 50), powerLaw(50, 1), 0.4);
        device = new CategoricalFeature(seed, "device", DEVICES, devices, 0.4);
        browser = new CategoricalFeature(seed, "browser", BROWSERS, powerLaw(BROWSERS.size(), 1), 0.3);
        position = new CategoricalFeature(seed, "position", POSITIONS, powerLaw(POSITIONS.size(), 0.5), 0.7);
        hour = new CategoricalFeature(seed, "hour", numbered("h", 24), powerLaw(24, 0), 0.5);
        weekday = new CategoricalFeature(seed, "weekday", numbered("d", 7), powerLaw(7, 0), 0.2);
        site = new CategoricalFeature(seed, "site", numbered("s", SITES), sites, 0.8);
        siteOnDevice = new CategoricalFeature(
                seed, "site_device", crossed(numbered("s", SITES), DEVICES), crossed(sites, devices), 0.5);
        campaign = new CategoricalFeature(seed, "campaign", numbered("c", CAMPAIGNS), campaigns, 0.7);
        ad = new CategoricalFeature(
                seed,
                "ad",
                numbered("ad", CAMPAIGNS * ADS_OF_A_CAMPAIGN),
                crossed(campaigns, powerLaw(ADS_OF_A_CAMPAIGN, 0)),
                0.5);
        connection = new CategoricalFeature(seed, "connection", List.of("wifi", "4g", "5g"), powerLaw(3, 0.5), 0.2);
        accountAge = new NumericFeature(seed, "account_age", 5.4, 1.2, 0.4);
        priceRatio = new NumericFeature(seed, "price_ratio", 1, 0.3, 0.5);
        clicksToday = new NumericFeature(seed, "clicks_today", 1.5, 1.9, 0.4);
        secondsOnPage = new NumericFeature(seed, "seconds_on_page", 3, 1, 0.4);
        double shift = 0;
        for (CategoricalFeature feature : List.of(
                segment,
                country,
                device,
                browser,
                position,
                hour,
                weekday,
                site,
                siteOnDevice,
                campaign,
                ad,
                connection)) {
            shift += feature.meanAfterDrift();
        }
        driftedIntercept = INTERCEPT - shift;
    }

    /** Gives the next example: id, label and features. */
    public void next(ExampleSink sink) {
        boolean drifted = next >= driftAt;
        sink.begin();
        sink.id("click-" + next++);
        double margin = (drifted ? driftedIntercept : INTERCEPT)
                + person(drifted, sink)
                + page(drifted, sink)
                + numbers(drifted, sink);
        probability = 1 / (1 + StrictMath.exp(-margin));
        clicked = random.uniform() < probability;
        sink.label(clicked ? 1 : 0);
    }

    /** The true probability that the example last given has label 1. */
    public double probability() {
        return probability;
    }

    /** Whether the example last given has label 1. */
    public boolean clicked() {
        return clicked;
    }

    private double person(boolean drifted, ExampleSink sink) {
        return segment.give(segment.draw(random), drifted, sink)
                + country.give(country.draw(random), drifted, sink)
                + browser.give(browser.draw(random), drifted, sink)
                + connection.give(connection.draw(random), drifted, sink)
                + hour.give(hour.draw(random), drifted, sink)
                + weekday.give(weekday.draw(random), drifted, sink);
    }

    private double page(boolean drifted, ExampleSink sink) {
        int onDevice = device.draw(random);
        int onSite = site.draw(random);
        int ofCampaign = campaign.draw(random);
        int ofAd = ofCampaign * ADS_OF_A_CAMPAIGN + (int) (random.uniform() * ADS_OF_A_CAMPAIGN);
        return device.give(onDevice, drifted, sink)
                + site.give(onSite, drifted, sink)
                + siteOnDevice.give(onSite * DEVICES.size() + onDevice, drifted, sink)
                + campaign.give(ofCampaign, drifted, sink)
                + ad.give(ofAd, drifted, sink)
                + position.give(position.draw(random), drifted, sink);
    }

    private double numbers(boolean drifted, ExampleSink sink) {
        return accountAge.give(StrictMath.log1p(exponential(400)), drifted, sink)
                + priceRatio.give(StrictMath.exp(0.3 * random.bell()), drifted, sink)
                + clicksToday.give(StrictMath.floor(exponential(2)), drifted, sink)
                + secondsOnPage.give(StrictMath.log1p(exponential(30)), drifted, sink);
    }

    private double exponential(double mean) {
        return -mean * StrictMath.log1p(-random.uniform());
    }

    /** Probabilities, up to a factor, that fall with the rank r as r^−exponent. */
    private static double[] powerLaw(int count, double exponent) {
        return IntStream.rangeClosed(1, count)
                .mapToDouble(rank -> StrictMath.pow(rank, -exponent))
                .toArray();
    }

    private static double[] crossed(double[] first, double[] second) {
        return Arrays.stream(first)
                .flatMap(a -> Arrays.stream(second).map(b -> a * b))
                .toArray();
    }

    private static List<String> crossed(List<String> first, List<String> second) {
        List<String> pairs = new ArrayList<>();
        first.forEach(a -> second.forEach(b -> pairs.add(a + "-" + b)));
        return pairs;
    }

    private static List<String> numbered(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }
}
