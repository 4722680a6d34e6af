package io.thalweg.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.mapping.FieldCounts;
import io.thalweg.mapping.FieldKinds;
import io.thalweg.mapping.FieldMapping;
import io.thalweg.testing.Mappings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One writer's schema after the other, with what fields have been in between. */
class RecordPlanEvolutionTest {
    private static final FieldMapping MAPPING = FieldMapping.byDefault();

    private static List<String> read(FieldKinds kinds, FieldMapping mapping, String type, String value) {
        Schema schema = Records.schemaOf(type);
        Recording told = new Recording();
        Records.read(RecordPlan.of(schema, mapping, kinds), Records.encoded(schema, "{'f':" + value + "}"), told);
        return told.calls;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'int'      | 1   | 'long'     | 2 | numeric f 2.0",
                "'int'      | 1   | 'double'   | 2 | numeric f 2.0",
                "'float'    | 1   | ['null','double'] | {'double':2} | numeric f 2.0",
                "'double'   | 1   | {'type':'bytes','logicalType':'decimal','precision':4} | '\\u0002' | numeric f 2.0",
                "'string'   | 'a' | 'bytes'    | 'b' | categorical f b",
                "'string'   | 'a' | {'type':'enum','name':'E','symbols':['P']} | 'P' | categorical f P",
                "'double'   | 1   | ['string','double'] | {'string':'x'} | categorical f x",
                "{'type':'array','items':'int'} | [1] | {'type':'array','items':'double'} | [2] | categorical f 2",
                "{'type':'array','items':'double'} | [1] | {'type':'array','items':'int'} | [2] | numeric f.0 2.0"
            })
    void aLegalChangeOfTypeGoesOn(String before, String old, String now, String value, String told) {
        FieldKinds kinds = new FieldKinds();
        read(kinds, MAPPING, before, old);
        assertThat(read(kinds, MAPPING, now, value)).containsExactly(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'int'    | 1   | 'string'  | 'x' | a number | a category",
                "'string' | 'a' | 'long'    | 1   | a category | a number",
                "'int'    | 1   | {'type':'int','logicalType':'date'} | 1 | a number | a time",
                "'string' | 'a' | {'type':'array','items':'string'} | [] | a category | a bag",
                "{'type':'array','items':'double'} | [] | {'type':'array','items':'string'} | [] | a vector | a bag",
                "{'type':'map','values':'int'} | {} | 'int' | 1 | a map | a number"
            })
    void anotherKindIsRejectedWithThePath(String before, String old, String now, String value, String was, String is) {
        FieldKinds kinds = new FieldKinds();
        read(kinds, MAPPING, before, old);
        assertThatExceptionOfType(RejectedExampleException.class)
                .isThrownBy(() -> read(kinds, MAPPING, now, value))
                .withMessage(
                        "field f has been " + was + " and is now " + is
                                + "; leave it out with features.exclude=f, or say what it is in features.transform (f=category)")
                .matches(e -> e.reason() == RejectReason.INCOMPATIBLE_FIELD);
        read(kinds, MAPPING, before, old);
        assertThat(read(kinds, Mappings.of("features.exclude=f"), now, value)).isEmpty();
    }

    @Test
    void aTransformThatNamesTheFieldSaysWhatItIs() {
        FieldKinds kinds = new FieldKinds();
        read(kinds, MAPPING, "'int'", "1");
        FieldMapping category = Mappings.of("features.transform=f=category");
        assertThat(read(kinds, category, "'string'", "'x'")).containsExactly("categorical f x");
        assertThat(read(kinds, category, "'int'", "1")).containsExactly("categorical f 1");
    }

    @Test
    void aRestartWithWhatFieldsHaveBeenReadsTheSame() throws IOException {
        String[][] records = {
            {"'bytes'", "'a'"},
            {"{'type':'array','items':'int'}", "[1]"},
            {"'string'", "'x'"},
            {"'bytes'", "'b'"},
            {"{'type':'array','items':'float'}", "[2]"},
            {"['int',{'type':'array','items':'int'}]", "{'int':3}"},
            {"'int'", "4"},
            {"'string'", "'y'"},
            {"'bytes'", "'c'"}
        };
        List<String> undisturbed = run(records, new FieldKinds(), 0);
        assertThat(undisturbed).anyMatch(told -> told.startsWith("INCOMPATIBLE_FIELD"));
        for (int cut = 0; cut < records.length; cut++) {
            FieldKinds before = new FieldKinds();
            List<String> told = new ArrayList<>(run(java.util.Arrays.copyOf(records, cut), before, 0));
            ByteArrayOutputStream state = new ByteArrayOutputStream();
            before.write(new DataOutputStream(state));
            FieldKinds after = new FieldKinds();
            after.read(new DataInputStream(new ByteArrayInputStream(state.toByteArray())));
            told.addAll(run(records, after, cut));
            assertThat(told).as("cut before %d", cut).isEqualTo(undisturbed);
        }
    }

    /** With a plan for each schema, compiled when its first record comes, as a stream has them. */
    private static List<String> run(String[][] records, FieldKinds kinds, int from) {
        List<String> told = new ArrayList<>();
        TreeMap<String, RecordPlan> plans = new TreeMap<>();
        for (int i = from; i < records.length; i++) {
            Schema schema = Records.schemaOf(records[i][0]);
            RecordPlan plan = plans.computeIfAbsent(records[i][0], type -> RecordPlan.of(schema, MAPPING, kinds));
            Recording calls = new Recording();
            try {
                Records.read(plan, Records.encoded(schema, "{'f':" + records[i][1] + "}"), calls);
                told.add(calls.calls.toString());
            } catch (RejectedExampleException e) {
                told.add(e.reason() + e.getMessage());
            }
        }
        return told;
    }

    @Test
    void fieldsAppearAndVanishAndAreCounted() {
        Schema old = Records.schema("{'name':'a','type':'int'},{'name':'b','type':['null','double']}");
        Schema now = Records.schema("{'name':'b','type':['null','double']},{'name':'c','type':'string'}");
        FieldKinds kinds = new FieldKinds();
        FieldCounts counts = new FieldCounts();
        RecordPlan first = RecordPlan.of(old, MAPPING, kinds, counts);
        RecordPlan second = RecordPlan.of(now, MAPPING, kinds, counts);
        Records.read(second, Records.encoded(now, "{'b':{'double':1},'c':'x'}"), new Recording());
        Records.read(first, Records.encoded(old, "{'a':1,'b':null}"), new Recording());
        Records.read(second, Records.encoded(now, "{'b':null,'c':'y'}"), new Recording());
        assertThatExceptionOfType(RejectedExampleException.class)
                .isThrownBy(() ->
                        Records.read(second, Records.encoded(now, "{'b':{'double':1e300},'c':'y'}"), new Recording()))
                .withMessage("field b is 1.0E300; its magnitude must be at most 1.0E18");
        TreeMap<String, FieldCounts.Of> byPath = new TreeMap<>();
        counts.forEach(byPath::put);
        assertThat(byPath.get("a")).isEqualTo(new FieldCounts.Of(1, 2, 0, 0));
        assertThat(byPath.get("b")).isEqualTo(new FieldCounts.Of(2, 2, 0, 1));
        assertThat(byPath.get("c")).isEqualTo(new FieldCounts.Of(2, 1, 0, 0));
    }

    @Test
    void recordsLikeLabeledExampleAreReadAsEver() {
        Schema schema = Records.schema(
                "{'name':'indices','type':{'type':'array','items':'int'}},{'name':'label','type':'int'}");
        assertThat(Records.read(schema, MAPPING, Records.encoded(schema, "{'indices':[7],'label':1}")))
                .containsExactly("label 1.0", "indexed 7 1.0");
        assertThat(Records.read(
                        schema,
                        FieldMapping.labels("", "label", ""),
                        Records.encoded(schema, "{'indices':[7],'label':1}")))
                .containsExactly("label 1.0");
        Schema other = Records.schema("{'name':'indices','type':'int'},{'name':'numeric','type':'double'}");
        assertThat(Records.read(other, MAPPING, Records.encoded(other, "{'indices':7,'numeric':1}")))
                .containsExactly("numeric indices 7.0", "numeric numeric 1.0");
    }

    @Test
    void aMappingOfTheTimeReadsNothingElse() {
        Schema schema =
                Records.schema("{'name':'a','type':'string'},{'name':'n','type':{'type':'record','name':'N','fields':["
                        + "{'name':'at','type':['null','long']},{'name':'b','type':'int'}]}}");
        assertThat(Records.read(
                        schema,
                        FieldMapping.time("n.at"),
                        Records.encoded(schema, "{'a':'x','n':{'at':{'long':5},'b':1}}")))
                .containsExactly("time 5");
    }
}
