package io.thalweg.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.mapping.FieldMapping;
import io.thalweg.mapping.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeaturesSettingTest {
    private static ThalwegConfig read(String... sets) {
        return ThalwegConfig.read(null, List.of(sets), Map.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "label.field=a b | label.field=a b in --set: must be the path of one field, names with dots between them and no wildcards, or empty",
                "time.field=a.* | time.field=a.* in --set: must be the path of one field, names with dots between them and no wildcards, or empty",
                "features.exclude=a,b=c | features.exclude=a,b=c in --set: must be paths with commas between them: names with dots between them, * for any run of characters, ? for any one",
                "features.transform=a | features.transform=a in --set: 'a': it is not path=transform",
                "features.transform=a=square | features.transform=a=square in --set: 'a=square': there is no transform 'square'; it must be log1p, buckets(e1,e2,…), standardize, text, category, vector or ignore",
                "features.transform=a=buckets(2,1) | features.transform=a=buckets(2,1) in --set: 'a=buckets(2,1)': the edges of buckets(2,1) must be finite and ascend",
                "features.transform=a=buckets(x) | features.transform=a=buckets(x) in --set: 'a=buckets(x)': an edge of buckets(x) is not a number: 'x'",
                "features.transform=a=text;a=log1p | features.transform=a=text;a=log1p in --set: 'a=log1p': the path 'a' has two transforms; give it one",
                "features.transform=label=log1p | features.transform makes a feature of 'label', which is label.field: a field has one meaning; leave one of them out",
                "features.interactions=a | features.interactions=a in --set: 'a': an interaction must join two or three fields with × or : between; this has 1",
                "features.interactions=a×b×c×d | features.interactions=a×b×c×d in --set: 'a×b×c×d': an interaction must join two or three fields with × or : between; this has 4",
                "features.interactions=a:b,a×b | features.interactions=a:b,a×b in --set: 'a×b': the interaction stands there twice",
                "features.interactions=a× | features.interactions=a× in --set: 'a×': a path is empty; it must be names with dots between them, * and ? allowed",
                "features.include= | features.include= in --set: must be at least one path, with commas between several: names with dots between them, * for any run of characters, ? for any one",
                "features.exclude=a..b | features.exclude=a..b in --set: must be paths with commas between them: names with dots between them, * for any run of characters, ? for any one",
                "features.transform=.a=text | features.transform=.a=text in --set: '.a=text': the path '.a' has an empty name in it; it must be names with one dot between them, * and ? allowed",
                "id.field=label | label.field and id.field are both 'label': a field has one meaning; name another field, or none, for one of them"
            })
    void whatIsWrongIsSaid(String set, String error) {
        assertThatThrownBy(() -> read(set))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.errors()).containsExactly(error));
    }

    @ParameterizedTest
    @CsvSource({"a..b", ".", ".a", "a.", "a.b."})
    void aPathThatCannotExistIsRefused(String path) {
        for (String key : List.of("label.field", "importance.field", "id.field", "time.field", "label.id.field")) {
            assertThatThrownBy(() -> read("labels.topic=clicks", key + "=" + path))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageStartingWith(key + "=" + path + " in --set: must be the path of one field");
        }
    }

    @Test
    void eachWrongPartHasItsLine() {
        String transform = "features.transform=x=foo;y;z=buckets(3,1);ok=text";
        String interactions = "features.interactions=a,b×c×d×e,f×g,f:g";
        assertThatThrownBy(() -> read(transform, interactions))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.errors())
                                .containsExactly(
                                        transform + " in --set: 'x=foo': there is no transform 'foo'; it must be log1p,"
                                                + " buckets(e1,e2,…), standardize, text, category, vector or ignore",
                                        transform + " in --set: 'y': it is not path=transform",
                                        transform
                                                + " in --set: 'z=buckets(3,1)': the edges of buckets(3,1) must be finite and ascend",
                                        interactions
                                                + " in --set: 'a': an interaction must join two or three fields with × or :"
                                                + " between; this has 1",
                                        interactions
                                                + " in --set: 'b×c×d×e': an interaction must join two or three fields with × or :"
                                                + " between; this has 4",
                                        interactions + " in --set: 'f:g': the interaction stands there twice"));
    }

    @Test
    void byDefaultNothingIsRecorded() {
        ThalwegConfig config = read();
        assertThat(config.mapping()).isEmpty();
        assertThat(config.recorded()).isEqualTo(config.learning());
        assertThat(config.fieldMapping().path(Role.LABEL)).isEqualTo("label");
        assertThat(config.fieldMapping().path(Role.TIME)).isEmpty();
    }

    @Test
    void whatIsRecordedMakesTheSameMapping() {
        ThalwegConfig config = read(
                "label.field=outcome.won",
                "id.field=",
                "features.include=user.*,ad",
                "features.exclude=user.name",
                "features.transform=user.age=buckets(18,25); ad.price=log1p",
                "features.interactions=user.*×ad.*");
        assertThat(config.mapping().keySet())
                .containsExactly(
                        "features.exclude",
                        "features.include",
                        "features.interactions",
                        "features.transform",
                        "id.field",
                        "label.field");
        List<String> sets = new ArrayList<>();
        config.recorded().forEach((key, value) -> sets.add(key + "=" + value));
        ThalwegConfig again = read(sets.toArray(String[]::new));
        assertThat(again.mapping()).isEqualTo(config.mapping());
        FieldMapping mapping = again.fieldMapping();
        assertThat(mapping.path(Role.LABEL)).isEqualTo("outcome.won");
        assertThat(mapping.isFeature("user.age")).isTrue();
        assertThat(mapping.isFeature("user.name")).isFalse();
        assertThat(mapping.isFeature("page")).isFalse();
        assertThat(mapping.isFeature("ad.any.where")).isTrue();
    }
}
