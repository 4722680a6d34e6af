package io.thalweg.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.FeatureHasher;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FieldCountsTest {
    private static TreeMap<String, FieldCounts.Of> read(FieldCounts counts) {
        TreeMap<String, FieldCounts.Of> read = new TreeMap<>();
        counts.forEach(read::put);
        return read;
    }

    @Test
    void fieldsBeyondAThousandAreCountedTogether() {
        FieldCounts counts = new FieldCounts();
        MappedFeatures features = new MappedFeatures(FieldMapping.byDefault(), counts);
        for (int i = 0; i < 1003; i++) {
            features.present(features.field("f" + i));
        }
        assertThat(read(counts)).hasSize(1001).containsEntry(FieldCounts.OTHER, new FieldCounts.Of(3, 0, 0, 0));
        assertThat(read(counts).get("f999")).isEqualTo(new FieldCounts.Of(1, 0, 0, 0));
    }

    @Test
    void newCategoriesAreCountedForWhoAsks() {
        FieldCounts counts = new FieldCounts();
        MappedFeatures features = new MappedFeatures(FieldMapping.byDefault(), counts);
        FeatureHasher hasher = new FeatureHasher(18);
        byte[] known = "country=de".getBytes(UTF_8);
        int index = hasher.index(known, 0, known.length);
        ExampleBuilder builder = new ExampleBuilder(18, 10);
        NewCategories asking = new NewCategories(builder, counts, hasher, i -> i == index);
        Field country = features.field("country");
        Field device = features.field("device");
        for (String name : new String[] {"de", "at", "de"}) {
            features.begin(asking);
            features.present(country);
            features.category(country, name.getBytes(UTF_8), 0, 2);
            features.present(device);
            features.category(device, name.getBytes(UTF_8), 0, 2);
            features.end();
            assertThat(builder.build().features().size()).isEqualTo(2);
        }
        assertThat(read(counts))
                .containsEntry("country", new FieldCounts.Of(3, 0, 1, 0))
                .containsEntry("device", new FieldCounts.Of(3, 0, 3, 0));
    }
}
