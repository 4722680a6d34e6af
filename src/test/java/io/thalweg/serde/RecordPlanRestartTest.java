package io.thalweg.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.example.RejectedExampleException;
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
import java.util.Random;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** Plans that have seen it all against plans made anew with what fields have been, as after a stop. */
class RecordPlanRestartTest {
    private static final FieldMapping MAPPING = FieldMapping.byDefault();
    private static final String[] LEAVES = {"'int'", "'long'", "'float'", "'double'", "'string'", "'bytes'", "'null'"};

    private static FieldKinds restored(FieldKinds kinds) throws IOException {
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        kinds.write(new DataOutputStream(state));
        FieldKinds copy = new FieldKinds();
        copy.read(new DataInputStream(new ByteArrayInputStream(state.toByteArray())));
        return copy;
    }

    private static String told(RecordPlan plan, byte[] record) {
        Recording told = new Recording();
        try {
            Records.read(plan, record, told);
        } catch (RejectedExampleException e) {
            return e.reason() + ": " + e.getMessage();
        }
        return told.calls.toString();
    }

    private static String told(FieldKinds kinds, String type, String value) {
        Schema schema = Records.schemaOf(type);
        return told(RecordPlan.of(schema, MAPPING, kinds), Records.encoded(schema, "{'f':" + value + "}"));
    }

    @Test
    void bytesBesideStringsAreCategoriesFromTheFirstRecordOn() throws IOException {
        String[][] records = {
            {"['null','bytes','string']", "{'bytes':'x'}", "[categorical f x]"},
            {"{'type':'map','values':['bytes','string']}", "{'k':{'bytes':'x'}}", "[categorical f.k x]"},
            {"{'type':'array','items':['bytes','string']}", "[{'bytes':'x'}]", "[categorical f x]"}
        };
        for (String[] record : records) {
            FieldKinds kinds = new FieldKinds();
            assertThat(told(kinds, record[0], record[1])).isEqualTo(record[2]);
            assertThat(told(restored(kinds), record[0], record[1])).isEqualTo(record[2]);
        }
    }

    @Test
    void numbersThatHaveBeenAVectorStayOneBesideStrings() throws IOException {
        FieldKinds kinds = new FieldKinds();
        told(kinds, "{'type':'array','items':'float'}", "[1]");
        String mixed = "{'type':'array','items':['int','string']}";
        assertThat(told(kinds, mixed, "[{'int':2}]")).isEqualTo("[numeric f.0 2.0]");
        assertThat(told(restored(kinds), mixed, "[{'int':2}]")).isEqualTo("[numeric f.0 2.0]");
        assertThat(told(restored(kinds), "{'type':'array','items':'int'}", "[2]"))
                .isEqualTo("[numeric f.0 2.0]");
    }

    @Test
    void aPlanMadeAnewAtAnyMomentReadsTheSame() throws IOException {
        int differentKinds = 0;
        for (long seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            FieldMapping mapping =
                    Mappings.of(random.nextInt(4) == 0 ? new RandomRecords(seed).mapping() : "features.include=*");
            FieldKinds kinds = new FieldKinds();
            List<Schema> schemas = new ArrayList<>();
            List<RecordPlan> plans = new ArrayList<>();
            for (int step = 0; step < 8; step++) {
                if (step % 2 == 0) {
                    Schema schema = Records.schema(record(random, "f", 0) + "," + record(random, "g", 0));
                    schemas.add(schema);
                    plans.add(RecordPlan.of(schema, mapping, kinds));
                }
                int at = random.nextInt(plans.size());
                byte[] record = Records.encoded(schemas.get(at), new RandomRecords(seed + step).value(schemas.get(at)));
                FieldKinds copy = restored(kinds);
                differentKinds += copy.paths().size() > 1 ? 1 : 0;
                String anew = told(RecordPlan.of(schemas.get(at), mapping, copy), record);
                assertThat(told(plans.get(at), record))
                        .as("seed %d, step %d, schemas %s", seed, step, schemas)
                        .isEqualTo(anew);
                assertThat(restored(kinds).paths()).isEqualTo(copy.paths());
            }
        }
        assertThat(differentKinds).isGreaterThan(5000);
    }

    private static String record(Random random, String name, int depth) {
        return "{'name':'" + name + "','type':" + type(random, depth) + "}";
    }

    private static String type(Random random, int depth) {
        return switch (random.nextInt(depth > 2 ? 2 : 7)) {
            case 0 -> LEAVES[random.nextInt(LEAVES.length)];
            case 1 -> leaves(random, "");
            case 2, 3 -> "{'type':'array','items':" + type(random, depth + 1) + "}";
            case 4 -> "{'type':'map','values':" + type(random, depth + 1) + "}";
            case 5 -> leaves(random, ",{'type':'array','items':" + type(random, depth + 1) + "}");
            default -> "[" + inner(random, depth) + "," + inner(random, depth) + "]";
        };
    }

    /** Two of them may have a field of the same path. */
    private static String inner(Random random, int depth) {
        return "{'type':'record','name':'N" + random.nextLong(Long.MAX_VALUE) + "','fields':["
                + record(random, "n", depth + 1) + "]}";
    }

    private static String leaves(Random random, String more) {
        StringBuilder union = new StringBuilder();
        for (String leaf : LEAVES) {
            union.append(random.nextBoolean() ? (union.isEmpty() ? "" : ",") + leaf : "");
        }
        return union.isEmpty() ? "'string'" : "[" + union + more + "]";
    }
}
