package io.thalweg.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.mapping.FieldKinds;
import io.thalweg.mapping.FieldMapping;
import io.thalweg.testing.Mappings;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of each type, without transforms and with them. */
class RecordPlanTest {
    /** type | value in Avro's JSON | what the sink is told, with commas between; n and c are numeric and categorical. */
    private static final String TYPES = """
            'int'                                                  | 3                      | n f 3.0
            'long'                                                 | -7                     | n f -7.0
            'float'                                                | 0.5                    | n f 0.5
            'double'                                               | 2e-3                   | n f 0.002
            'string'                                               | 'straße'               | c f straße
            'string'                                               | ''                     | c f
            'boolean'                                              | true                   | c f true
            'boolean'                                              | false                  | c f false
            {'type':'enum','name':'E','symbols':['P','Q']}         | 'Q'                    | c f Q
            'null'                                                 | null                   |
            ['null','double']                                      | null                   |
            ['null','double']                                      | {'double':2}           | n f 2.0
            ['string','null','long']                               | {'string':'a'}         | c f a
            ['string','null','long']                               | {'long':4}             | n f 4.0
            'bytes'                                                | 'ab'                   |
            {'type':'fixed','name':'F','size':2}                   | 'ab'                   |
            {'type':'map','values':'double'}                       | {'red':1,'blue':2}     | n f.red 1.0, n f.blue 2.0
            {'type':'map','values':'string'}                       | {'red':'x'}            | c f.red x
            {'type':'map','values':['null','boolean']}             | {'a':null,'b':{'boolean':true}} | c f.b true
            {'type':'map','values':{'type':'map','values':'int'}}  | {'a':{'b':1,'c':2},'d':{'e':3}} | n f.a.b 1.0, n f.a.c 2.0, n f.d.e 3.0
            {'type':'map','values':{'type':'array','items':'float'}} | {'a':[1,2]}          | n f.a.0 1.0, n f.a.1 2.0
            {'type':'map','values':{'type':'array','items':'string'}} | {'a':['x','y']}     | c f.a x, c f.a y
            {'type':'array','items':'string'}                      | ['a','b','a']          | c f a, c f b, c f a
            {'type':'array','items':'boolean'}                     | [true]                 | c f true
            {'type':'array','items':{'type':'enum','name':'E','symbols':['P','Q']}} | ['Q','P'] | c f Q, c f P
            {'type':'array','items':'int'}                         | [1,-20,1]              | c f 1, c f -20, c f 1
            {'type':'array','items':'long'}                        | [9223372036854775807]  | c f 9223372036854775807
            {'type':'array','items':'float'}                       | [0.5,0.25]             | n f.0 0.5, n f.1 0.25
            {'type':'array','items':['null','double']}             | [{'double':1},null,{'double':3}] | n f.0 1.0, n f.2 3.0
            {'type':'array','items':{'type':'array','items':'double'}} | [[1,2],[3]]        | n f.0.0 1.0, n f.0.1 2.0, n f.1.0 3.0
            {'type':'array','items':{'type':'array','items':'string'}} | [['a'],['b']]      | c f a, c f b
            {'type':'array','items':'null'}                        | [null,null]            |
            {'type':'array','items':'bytes'}                       | ['a']                  |
            {'type':'record','name':'N','fields':[{'name':'a','type':'int'},{'name':'b','type':'string'}]} | {'a':1,'b':'x'} | n f.a 1.0, c f.b x
            ['null',{'type':'record','name':'N','fields':[{'name':'a','type':'int'}]}] | {'N':{'a':1}} | n f.a 1.0
            {'type':'array','items':{'type':'record','name':'N','fields':[{'name':'a','type':'int'}]}} | [{'a':1},{'a':2}] | n f.a 1.0, n f.a 2.0
            {'type':'map','values':{'type':'record','name':'N','fields':[{'name':'a','type':'int'}]}} | {'k':{'a':1}} | n f.k.a 1.0
            {'type':'array','items':{'type':'map','values':'int'}} | [{'a':1},{'a':2}]      | n f.a 1.0, n f.a 2.0
            {'type':'int','logicalType':'date'}                    | 0                      | c f.weekday thursday
            {'type':'int','logicalType':'date'}                    | -1                     | c f.weekday wednesday
            {'type':'int','logicalType':'time-millis'}             | 3599999                | c f.hour 0
            {'type':'long','logicalType':'time-micros'}            | 82800000000            | c f.hour 23
            {'type':'long','logicalType':'timestamp-millis'}       | -1                     | c f.hour 23, c f.weekday wednesday
            {'type':'long','logicalType':'timestamp-micros'}       | -1                     | c f.hour 23, c f.weekday wednesday
            {'type':'long','logicalType':'timestamp-nanos'}        | 3600000000000          | c f.hour 1, c f.weekday thursday
            {'type':'long','logicalType':'local-timestamp-millis'} | 1700000000000          | c f.hour 22, c f.weekday tuesday
            {'type':'long','logicalType':'timestamp-millis'}       | 9223372036854775807    | c f.hour 7, c f.weekday sunday
            {'type':'map','values':{'type':'int','logicalType':'date'}} | {'a':4}           | c f.a.weekday monday
            {'type':'array','items':{'type':'int','logicalType':'date'}} | [4,5]            | c f.weekday monday, c f.weekday tuesday
            {'type':'bytes','logicalType':'decimal','precision':9,'scale':2} | '\\u0001\\u0000'  | n f 2.56
            {'type':'bytes','logicalType':'decimal','precision':9,'scale':2} | '\\u00ff'        | n f -0.01
            {'type':'bytes','logicalType':'decimal','precision':40,'scale':20} | '\\u0000\\u0000\\u0000\\u0005\\u006b\\u00c7\\u005e\\u002d\\u0063\\u0010\\u0000\\u0000' | n f 1.0
            {'type':'fixed','name':'D','size':4,'logicalType':'decimal','precision':9,'scale':0} | '\\u0000\\u0000\\u0000\\u0007' | n f 7.0
            {'type':'string','logicalType':'uuid'}                 | '123e4567-e89b-12d3-a456-426614174000' | c f 123e4567-e89b-12d3-a456-426614174000
            """;

    /** The same with a transform in front. */
    private static final String TRANSFORMS = """
            f=log1p           | 'double'                          | -1                 | n f -0.6931472
            f=log1p           | {'type':'map','values':'double'}  | {'a':0}            | n f.a 0.0
            f=buckets(18,25)  | 'int'                             | 17                 | c f (-inf,18)
            f=buckets(18,25)  | 'int'                             | 18                 | c f [18,25)
            f=buckets(18,25)  | 'double'                          | 25                 | c f [25,inf)
            f=buckets(0.5)    | 'float'                           | 0.5                | c f [0.5,inf)
            f=standardize     | 'int'                             | 3                  | s f 3.0
            f=standardize     | {'type':'array','items':'float'}  | [1,2]              | s f.0 1.0, s f.1 2.0
            f=text            | 'string'                          | 'Über-Straße 7, x' | c f über, c f straße, c f 7, c f x
            f=text            | 'string'                          | ' The  END '       | c f the, c f end
            f=text            | {'type':'array','items':'string'} | ['a b','c']        | c f a, c f b, c f c
            f=category        | 'int'                             | 42                 | c f 42
            f=category        | 'double'                          | 42                 | c f 42
            f=category        | 'float'                           | 0.1                | c f 0.1
            f=category        | 'double'                          | -12.50             | c f -12.5
            f=category        | {'type':'array','items':'float'}  | [1,2.5]            | c f 1, c f 2.5
            f=vector          | {'type':'array','items':'int'}    | [1,2]              | n f.0 1.0, n f.1 2.0
            f=ignore          | 'int'                             | 1                  |
            f.a=ignore        | {'type':'map','values':'int'}     | {'a':1,'b':2}      | n f.b 2.0
            f.?=log1p         | {'type':'map','values':'int'}     | {'a':0,'bc':2}     | n f.a 0.0, n f.bc 2.0
            f.1=ignore        | {'type':'array','items':'double'} | [1,2,3]            | n f.0 1.0, n f.2 3.0
            *=text            | 'int'                             | 1                  | n f 1.0
            *=log1p           | 'string'                          | 'a b'              | c f a b
            f=category        | {'type':'int','logicalType':'date'} | 4                | c f 4
            f.weekday=ignore  | {'type':'long','logicalType':'timestamp-millis'} | 0   | c f.hour 0
            """;

    static Stream<List<String>> types() {
        return rows(TYPES).map(row -> List.of("features.transform=", row.get(0), row.get(1), row.get(2)));
    }

    static Stream<List<String>> transforms() {
        return rows(TRANSFORMS)
                .map(row -> List.of("features.transform=" + row.get(0), row.get(1), row.get(2), row.get(3)));
    }

    private static Stream<List<String>> rows(String table) {
        return table.lines()
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::trim).toList());
    }

    @ParameterizedTest
    @MethodSource({"types", "transforms"})
    void eachTypeBecomesItsFeatures(List<String> row) {
        Schema schema = Records.schemaOf(row.get(1));
        byte[] record = Records.encoded(schema, "{'f':" + row.get(2) + "}");
        assertThat(Records.read(schema, Mappings.of(row.get(0)), record))
                .map(call -> call.replaceFirst("^(.)\\w+", "$1").trim())
                .isEqualTo(
                        row.get(3).isEmpty()
                                ? List.of()
                                : Arrays.asList(row.get(3).split(", ")));
    }

    /** key | type | value | told */
    private static final String ROLES = """
            label.field      | 'double'                                            | 1.5     | label 1.5
            label.field      | 'int'                                               | 1       | label 1.0
            label.field      | 'boolean'                                           | true    | label 1.0
            label.field      | 'string'                                            | 'cat'   | label <cat>
            label.field      | 'string'                                            | '1'     | label <1>
            label.field      | 'string'                                            | ''      |
            label.field      | {'type':'enum','name':'E','symbols':['P','Q']}      | 'Q'     | label <Q>
            label.field      | ['null','int']                                      | null    |
            importance.field | 'float'                                             | 0.5     | importance 0.5
            id.field         | 'string'                                            | 'x'     | id x
            id.field         | 'long'                                              | -5      | id -5
            time.field       | 'long'                                              | 12      | time 12
            time.field       | 'string'                                            | '1970-01-02T00:00:00.5+01:00' | time 82800500
            time.field       | {'type':'int','logicalType':'date'}                 | -1      | categorical f.weekday wednesday, time -86400000
            time.field       | {'type':'long','logicalType':'timestamp-micros'}    | -1      | categorical f.hour 23, categorical f.weekday wednesday, time -1
            """;

    static Stream<List<String>> roles() {
        return rows(ROLES);
    }

    @ParameterizedTest
    @MethodSource("roles")
    void eachRoleTakesItsTypes(List<String> row) {
        Schema schema = Records.schemaOf(row.get(1));
        byte[] record = Records.encoded(schema, "{'f':" + row.get(2) + "}");
        assertThat(Records.read(schema, Mappings.of(row.get(0) + "=f"), record))
                .isEqualTo(
                        row.get(3).isEmpty()
                                ? List.of()
                                : Arrays.asList(row.get(3).split(", ")));
    }

    @Test
    void aUserLikeRecordNeedsNoMapping() {
        Schema schema = Records.schema("""
                {'name':'id','type':'string'},
                {'name':'label','type':['null','boolean']},
                {'name':'user','type':{'type':'record','name':'U','fields':[
                  {'name':'age','type':['null','int']},{'name':'address','type':{'type':'record','name':'A','fields':[
                    {'name':'city','type':'string'}]}}]}},
                {'name':'at','type':{'type':'long','logicalType':'timestamp-millis'}}""");
        byte[] record = Records.encoded(
                schema,
                "{'id':'a','label':{'boolean':false},'user':{'age':{'int':30},'address':{'city':'Bonn'}},'at':0}");
        assertThat(Records.read(schema, FieldMapping.byDefault(), record))
                .containsExactly(
                        "id a",
                        "label 0.0",
                        "numeric user.age 30.0",
                        "categorical user.address.city Bonn",
                        "categorical at.hour 0",
                        "categorical at.weekday thursday");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "label.field=f      | {'type':'array','items':'int'} | [] | field f is label.field and of type array; it must be of type int, long, float, double, boolean, string, enum or decimal; set label.field to another field, or to nothing if there is none",
                "importance.field=f | 'string' | '' | field f is importance.field and of type string; it must be of type int, long, float, double or decimal; set importance.field to another field, or to nothing if there is none",
                "id.field=f         | 'bytes' | '' | field f is id.field and of type bytes; it must be of type string, int, long or enum; set id.field to another field, or to nothing if there is none",
                "time.field=f       | {'type':'int','logicalType':'time-millis'} | 0 | field f is time.field and of type time-millis; it must be of type timestamp, local-timestamp, date, long (milliseconds) or string (ISO-8601); set time.field to another field, or to nothing if there is none",
                "label.field=f.a    | {'type':'map','values':'int'} | {} | field f.a is label.field and inside a map; it must be a field of the record, or of records in it; set label.field to another field, or to nothing if there is none",
                "features.transform=f=log1p | 'string' | '' | field f is of type string, and its transform in features.transform is not for that: log1p, buckets and standardize are for numbers, text is for strings, vector for arrays of numbers"
            })
    void everyRecordOfASchemaThatCannotBeIsRejected(String mapping, String type, String value, String message) {
        Schema schema = Records.schemaOf(type);
        RecordPlan plan = RecordPlan.of(schema, Mappings.of(mapping), new FieldKinds());
        byte[] record = Records.encoded(schema, "{'f':" + value + "}");
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(RejectedExampleException.class)
                    .isThrownBy(() -> Records.read(plan, record, new Recording()))
                    .withMessage(message)
                    .matches(e -> e.reason() == RejectReason.INCOMPATIBLE_FIELD);
        }
    }
}
