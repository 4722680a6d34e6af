package io.thalweg.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.mapping.FieldMapping;
import io.thalweg.testing.Mappings;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLinesReaderTest {
    private static List<String> read(FieldMapping mapping, String text) throws IOException {
        return RecordingSink.readAll(
                TextExamples.read(FileFormat.JSON, RecordingSink.stream(text), CsvColumns.DEFAULT, mapping));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"a\":1}                          | a = 1.0",
                "{\"a\":-2.5e1,\"b\":9007199254740993}| a = -25.0, b = 9.0071993E15",
                "{\"a\":\"straße\",\"b\":\"\\u00fc\"} | a = <straße>, b = <ü>",
                "{\"a\":true,\"b\":false}           | a = <true>, b = <false>",
                "{\"a\":null,\"b\":[]}              | ~ ~",
                "{\"a\":[\"x\",\"y\",true]}         | a = <x>, a = <y>, a = <true>",
                "{\"a\":[1,null,3.5]}               | a.0 = 1.0, a.2 = 3.5",
                "{\"a\":[[1,2],[3]]}                | a.0.0 = 1.0, a.0.1 = 2.0, a.1.0 = 3.0",
                "{\"a\":{\"b\":{\"c\":1},\"d\":\"x\"}} | a.b.c = 1.0, a.d = <x>",
                "{\"a\":[{\"b\":1},{\"b\":2}]}      | a.b = 1.0, a.b = 2.0",
                "{\"id\":7,\"label\":true,\"importance\":0.5} | id 7, label 1.0, importance 0.5",
                "{\"id\":\"x\",\"label\":\"cat\"}   | id x, label <cat>",
                "{\"label\":null}                   | ~ ~"
            })
    void eachTypeBecomesItsFeatures(String record, String told) throws IOException {
        assertThat(read(FieldMapping.byDefault(), record)).containsExactly(("line 1: " + told.trim()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[1]                        | UNDECODABLE: the value is an array; it must be an object, at byte 0",
                "{\"a\":1} {\"a\":2}        | UNDECODABLE: something follows the end of the object, at byte 8",
                "{\"a\":1  | UNDECODABLE: Unexpected end-of-input: expected close marker for Object, at byte 6",
                "{\"a\":1,\"a\":2}          | UNDECODABLE: Duplicate field 'a', at byte 10",
                "{\"a\":1e400}              | NON_FINITE: field a is Infinity; it must be finite",
                "{\"a\":1e30}               | OUT_OF_RANGE: field a is 1.0E30; its magnitude must be at most 1.0E18",
                "{\"a\":NaN}                | UNDECODABLE: Non-standard token 'NaN', at byte 8",
                "{\"label\":{}}             | INCOMPATIBLE_FIELD: field label is label.field and an object; it must be a number, a boolean or a string, at byte 9",
                "{\"importance\":\"high\"}  | INCOMPATIBLE_FIELD: field importance is importance.field and a string; it must be a number, at byte 14",
                "{\"id\":1.5}               | INCOMPATIBLE_FIELD: field id is id.field and a number; it must be a string or an integer, at byte 6"
            })
    void whatIsWrongIsSaidWithItsPlace(String record, String message) throws IOException {
        assertThat(read(FieldMapping.byDefault(), "\n  " + record + "\n{\"b\":1}"))
                .containsExactly("line 2 " + message, "line 3: b = 1.0");
    }

    @Test
    void aRoleThatIsGivenTwiceIsRejected() throws IOException {
        FieldMapping mapping = Mappings.of("label.field=a.y");
        assertThat(read(mapping, "{\"a\":{\"y\":1},\"a.y\":0}\n{\"a.y\":0,\"a\":{\"y\":null}}\n{\"a\":{\"y\":1}}"))
                .containsExactly(
                        "line 1 UNDECODABLE: field a.y is label.field and there twice, by names with dots in them; a record must"
                                + " have it once, at byte 19",
                        "line 2: label 0.0",
                        "line 3: label 1.0");
    }

    @Test
    void nestingHasALimit() throws IOException {
        assertThat(read(FieldMapping.byDefault(), "{\"a\":" + "[".repeat(200) + "]".repeat(200) + "}"))
                .singleElement()
                .asString()
                .startsWith("line 1 UNDECODABLE: Document nesting depth (101) exceeds the maximum allowed (100");
    }

    @Test
    void theMappingIsThatOfAvro() throws IOException {
        FieldMapping mapping = Mappings.of(
                "label.field=outcome.won",
                "time.field=at",
                "features.exclude=user.name",
                "features.transform=ids=category;title=text;user.age=buckets(18,30);emb.0=ignore",
                "features.interactions=country:ids");
        assertThat(read(
                        mapping,
                        "{\"outcome\":{\"won\":true},\"at\":\"1970-01-01T00:00:01Z\",\"user\":{\"name\":\"x\",\"age\":18},"
                                + "\"ids\":[3,1],\"title\":\"On A\",\"country\":\"de\",\"emb\":[1,2]}"))
                .containsExactly(
                        "line 1: label 1.0, user.age = <[18,30)>, ids = <3>, ids = <1>, title = <on>, title = <a>, "
                                + "country = <de>, emb.1 = 2.0, country=de×ids=3 = 1.0, country=de×ids=1 = 1.0");
    }
}
