package io.thalweg.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExampleDecoderEvolutionTest {
    private static final String NAMED = """
            {"name":"numeric","type":{"type":"array","items":{"type":"record","name":"N","fields":[
              {"name":"unit","type":"string"},{"name":"value","type":["float","null"]},{"name":"name","type":"string"}]}}}""";

    @Test
    void skipsFieldsOfEveryTypeThatOnlyTheWriterKnows() throws Exception {
        Schema writer = record("""
                {"name":"a","type":{"type":"array","items":{"type":"map","values":["null","bytes","boolean"]}}},
                {"name":"e","type":{"type":"enum","name":"E","symbols":["P","Q"]}},
                {"name":"id","type":"string"},
                {"name":"f","type":{"type":"fixed","name":"F","size":3}},
                {"name":"r","type":{"type":"record","name":"Link","fields":[
                  {"name":"n","type":"long"},{"name":"next","type":["null","Link"]}]}},
                {"name":"z","type":{"type":"array","items":"null"}},
                {"name":"i","type":"int"},{"name":"l","type":"float"},{"name":"d","type":"double"},
                {"name":"indices","type":{"type":"array","items":"int"}}""");
        assertThat(decode(writer, """
                        {"a":[{"k":{"bytes":"ab"},"l":null},{"m":{"boolean":true}}],"e":"Q","id":"x","f":"abc",
                         "r":{"n":1,"next":{"test.Link":{"n":2,"next":null}}},"z":[null,null],"i":7,"l":1,"d":2,
                         "indices":[4,5]}""")).containsExactly("id x", "indexed 4 1.0", "indexed 5 1.0");
    }

    @Test
    void readsFieldsInTheWritersOrder() throws Exception {
        Schema writer = record("""
                {"name":"values","type":{"type":"array","items":"double"}},{"name":"label","type":"double"},
                {"name":"indices","type":{"type":"array","items":"long"}},{"name":"id","type":"string"}""");
        assertThat(decode(writer, "{\"values\":[0.5,-2],\"label\":1,\"indices\":[3,9],\"id\":\"x\"}"))
                .containsExactly("label 1.0", "id x", "indexed 3 0.5", "indexed 9 -2.0");
    }

    @Test
    void leavesOutNamedFeaturesWithoutValue() throws Exception {
        assertThat(decode(record(NAMED), """
                        {"numeric":[{"unit":"m","value":{"float":2.5},"name":"a"},{"unit":"s","value":null,"name":"b"}]}""")).containsExactly("numeric a 2.5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"int\"              | 3                | label 3.0",
                "\"long\"             | 3                | label 3.0",
                "\"float\"            | 0.5              | label 0.5",
                "[\"double\",\"null\"]| null             | ''",
                "[\"null\",\"float\"] | {\"float\":0.25} | label 0.25",
                "[\"int\",\"null\",\"double\"] | {\"int\":4}    | label 4.0",
                "\"string\"             | \"spam\"           | label <spam>",
                "\"string\"             | \"1.0\"            | label <1.0>",
                "\"string\"             | \"\"               | ''",
                "[\"null\",\"string\"]  | null               | ''",
                "[\"string\",\"long\"]  | {\"long\":4}       | label 4.0",
                "[\"string\",\"long\"]  | {\"string\":\"é\"}   | label <é>",
                "\"null\"             | null             | ''"
            })
    void takesLabelsOfAnyNumericTypeOrNames(String type, String label, String call) throws Exception {
        Schema writer = record("{\"name\":\"label\",\"type\":" + type + "},"
                + "{\"name\":\"indices\",\"type\":[\"null\",{\"type\":\"array\",\"items\":\"int\"}]}");
        assertThat(decode(writer, "{\"label\":" + label + ",\"indices\":null}"))
                .isEqualTo(call.isEmpty() ? List.of() : List.of(call));
    }

    @Test
    void longIndicesBeyondAnIntStayBeyondEveryWeight() throws Exception {
        Schema writer = record("{\"name\":\"indices\",\"type\":{\"type\":\"array\",\"items\":\"long\"}}");
        assertThat(decode(writer, "{\"indices\":[4294967296,-4294967296]}"))
                .containsExactly("indexed 2147483647 1.0", "indexed -2147483648 1.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "label   | \"bytes\"                           | field label is of type bytes; it must be int, long, float, double or string",
                "label   | [\"null\",\"boolean\"]              | field label is of type boolean; it must be int, long, float, double or string",
                "id      | \"long\"                            | field id is of type long; it must be string",
                "numeric | {\"type\":\"map\",\"values\":\"float\"} | field numeric is of type map; it must be an array of records",
                "values  | {\"type\":\"array\",\"items\":[\"null\",\"float\"]} | field values[] is of type union; it must be int, long, float or double",
            })
    void refusesASchemaWhoseFieldIsOfAnotherKind(String field, String type, String reason) {
        Schema writer = record("{\"name\":\"" + field + "\",\"type\":" + type + "},"
                + "{\"name\":\"categorical\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"C\",\"fields\":["
                + "{\"name\":\"name\",\"type\":\"string\"},{\"name\":\"value\",\"type\":\"string\"}]}}}");
        byte[] header = SingleObject.header(writer);
        ExampleDecoder decoder = new ExampleDecoder(WriterSchemas.of(List.of(writer)));
        assertThatThrownBy(() -> decoder.decode(header, new Recording()))
                .isInstanceOfSatisfying(
                        RejectedExampleException.class,
                        e -> assertThat(e.reason()).isEqualTo(RejectReason.UNKNOWN_SCHEMA))
                .hasMessageContaining("(test.Click)")
                .hasMessageEndingWith("is not that of an example: " + reason);
    }

    @Test
    void refusesASchemaWithoutFeatures() {
        assertThatThrownBy(() -> ExamplePlan.of(record("{\"name\":\"id\",\"type\":\"string\"}")))
                .hasMessage("it has no features; it must have a field numeric, categorical or indices");
        assertThatThrownBy(() -> ExamplePlan.of(Schema.create(Schema.Type.INT)))
                .hasMessage("its type is int; it must be a record");
    }

    private static List<String> decode(Schema writer, String json) throws Exception {
        Recording read = new Recording();
        new ExampleDecoder(WriterSchemas.of(List.of(writer))).decode(encode(writer, json), read);
        return read.calls;
    }

    private static byte[] encode(Schema writer, String json) throws Exception {
        GenericRecord record = new GenericDatumReader<GenericRecord>(writer)
                .read(null, DecoderFactory.get().jsonDecoder(writer, json));
        var bytes = new BinaryMessageEncoder<GenericRecord>(GenericData.get(), writer).encode(record);
        byte[] value = new byte[bytes.remaining()];
        bytes.get(value);
        return value;
    }

    private static Schema record(String fields) {
        return new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"Click\",\"namespace\":\"test\",\"fields\":[" + fields + "]}");
    }
}
