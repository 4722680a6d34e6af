package io.thalweg.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.example.ExampleSink;
import io.thalweg.generator.AdStream;
import io.thalweg.generator.Click;
import io.thalweg.generator.Impression;
import io.thalweg.mapping.FieldKinds;
import io.thalweg.registry.EmbeddedRegistry;
import io.thalweg.registry.RegistrySettings;
import io.thalweg.registry.RestRegistry;
import io.thalweg.registry.SubjectNaming;
import io.thalweg.serde.FieldWatch;
import io.thalweg.topology.WireFormats;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the settings of the demo make of its records. */
class AdRecordsTest {
    private static final long TIME = 1_704_067_200_123L;

    private final EmbeddedRegistry registry = EmbeddedRegistry.start(0);
    private final RestRegistry client = new RestRegistry(RegistrySettings.of(registry.url()));
    private final AdsDemo demo = new AdsDemo(new AdStream(1, 1), registry.url(), new Summary());
    private final List<String> calls = new ArrayList<>();
    private AdRecords records;
    private WireFormats formats;

    @BeforeEach
    void register() {
        List<String> settings = new ArrayList<>(demo.defaults());
        settings.addAll(demo.settings());
        ThalwegConfig config = ThalwegConfig.read(null, settings, Map.of());
        records = AdRecords.register(client, SubjectNaming.TOPIC, "impressions", "clicks");
        formats = WireFormats.of(config, client, SubjectNaming.TOPIC);
    }

    @AfterEach
    void close() {
        formats.close();
        client.close();
        registry.close();
    }

    private static Impression impression(OptionalInt age, Optional<String> page, Map<String, Double> bids) {
        return new Impression(
                "i-1",
                TIME,
                new Impression.User(age, "country-3", List.of("segment-1", "segment-7")),
                new Impression.Ad("campaign-5", "VIDEO", 1.5, new TreeMap<>(bids)),
                page,
                "TABLET");
    }

    @Test
    void anImpressionIsAllItsFieldsButItsTime() {
        Impression impression =
                impression(OptionalInt.of(41), Optional.of("/page/9"), Map.of("north", 0.5, "west", 2.0));
        formats.exampleDecoder(new FieldKinds(), FieldWatch.none()).decode(records.encode(impression), new Noted());
        assertThat(calls)
                .containsExactlyInAnyOrder(
                        "id i-1",
                        "time " + TIME,
                        "user.age 41.0",
                        "user.country=country-3",
                        "user.segments=segment-1",
                        "user.segments=segment-7",
                        "ad.campaign=campaign-5",
                        "ad.format=VIDEO",
                        "ad.price 1.5",
                        "ad.bids.north 0.5",
                        "ad.bids.west 2.0",
                        "page=/page/9",
                        "device=TABLET");
    }

    @Test
    void whatIsNotKnownIsNoFeature() {
        Impression impression = impression(OptionalInt.empty(), Optional.empty(), Map.of());
        formats.exampleDecoder(new FieldKinds(), FieldWatch.none()).decode(records.encode(impression), new Noted());
        assertThat(calls).noneMatch(call -> call.startsWith("user.age") || call.startsWith("page"));
    }

    @Test
    void aClickIsALabelAndNothingElse() {
        formats.labelDecoder().decode(records.encode(new Click("i-1", TIME, true)), new Noted());
        assertThat(calls).containsExactlyInAnyOrder("id i-1", "label 1.0", "time " + TIME);
        formats.labelDecoder().decode(records.encode(new Click("i-1", TIME, false)), new Noted());
        assertThat(calls).contains("label 0.0");
    }

    @Test
    void schemasAreRegisteredUnderTheirTopics() {
        long before = registry.requests();
        AdRecords.register(client, SubjectNaming.TOPIC, "impressions", "clicks");
        assertThat(registry.requests()).as("known already").isEqualTo(before);
        int id = records.encode(new Click("i", TIME, true))[4];
        assertThat(client.register("clicks-value", client.schema(id))).isEqualTo(id);
        assertThat(client.schema(id).getFullName()).isEqualTo("com.example.ads.Click");
    }

    /** Notes what it is told, one line a call. */
    private final class Noted implements ExampleSink {
        @Override
        public void begin() {
            calls.clear();
        }

        @Override
        public void id(String id) {
            calls.add("id " + id);
        }

        @Override
        public void label(double label) {
            calls.add("label " + label);
        }

        @Override
        public void label(String name) {
            calls.add("label " + name);
        }

        @Override
        public void importance(double importance) {
            calls.add("importance " + importance);
        }

        @Override
        public void time(long timestampMs) {
            calls.add("time " + timestampMs);
        }

        @Override
        public void numeric(byte[] name, int offset, int length, float value) {
            calls.add(new String(name, offset, length, UTF_8) + " " + value);
        }

        @Override
        public void categorical(byte[] name, int offset, int length, byte[] value, int from, int size) {
            calls.add(new String(name, offset, length, UTF_8) + "=" + new String(value, from, size, UTF_8));
        }

        @Override
        public void indexed(int index, float value) {
            calls.add(index + " " + value);
        }
    }
}
