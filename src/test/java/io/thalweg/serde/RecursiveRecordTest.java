package io.thalweg.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.mapping.FieldKinds;
import io.thalweg.mapping.FieldMapping;
import io.thalweg.testing.Mappings;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class RecursiveRecordTest {
    private static final Schema LIST = Records.schema("{'name':'v','type':'int'},{'name':'next','type':['null','R']}");
    private static final Schema TREE =
            Records.schema("{'name':'v','type':'int'},{'name':'below','type':{'type':'array','items':'R'}}");

    private static byte[] list(int length) {
        byte[] bytes = new byte[2 * length];
        for (int i = 0; i < length; i++) {
            bytes[2 * i] = 2;
            bytes[2 * i + 1] = (byte) (i == length - 1 ? 0 : 2);
        }
        return bytes;
    }

    @Test
    void whatIsInsideItselfHasPathsOfItsOwn() {
        assertThat(Records.read(LIST, FieldMapping.byDefault(), list(3)))
                .containsExactly("numeric v 1.0", "numeric next.v 1.0", "numeric next.next.v 1.0");
        assertThat(Records.read(LIST, Mappings.of("features.exclude=next.next"), list(5)))
                .containsExactly("numeric v 1.0", "numeric next.v 1.0");
        assertThat(Records.read(LIST, Mappings.of("features.exclude=next"), list(50)))
                .containsExactly("numeric v 1.0");
    }

    @Test
    void aHundredDeepIsReadAndMoreIsRejected() {
        assertThat(Records.read(LIST, FieldMapping.byDefault(), list(101))).hasSize(101);
        for (int length : new int[] {102, 100_000}) {
            assertThatExceptionOfType(RejectedExampleException.class)
                    .isThrownBy(() -> Records.read(LIST, FieldMapping.byDefault(), list(length)))
                    .withMessageStartingWith("a value is nested more than 100 deep")
                    .matches(e -> e.reason() == RejectReason.UNDECODABLE);
        }
    }

    @Test
    void aThousandInOneRecordAreReadAndMoreAreRejected() {
        RecordPlan plan = RecordPlan.of(TREE, FieldMapping.byDefault(), new FieldKinds());
        Recording told = new Recording();
        Records.read(plan, tree(1000), told);
        assertThat(told.calls).hasSize(1001);
        assertThatExceptionOfType(RejectedExampleException.class)
                .isThrownBy(() -> Records.read(plan, tree(1001), new Recording()))
                .withMessage(
                        "there are more than 1000 records inside records of their own schema R; leave them out with"
                                + " features.exclude")
                .matches(e -> e.reason() == RejectReason.TOO_MANY_FEATURES);
        Records.read(plan, tree(1000), told);
        assertThat(told.calls).hasSize(1001);
    }

    private static byte[] tree(int below) {
        StringBuilder json = new StringBuilder("{'v':1,'below':[");
        for (int i = 0; i < below; i++) {
            json.append(i == 0 ? "" : ",").append("{'v':2,'below':[]}");
        }
        return Records.encoded(TREE, json.append("]}").toString());
    }

    /** Ten levels of ten fields each: 10^10 paths, in a schema of a hundred fields. */
    @Test
    void aSchemaOfEndlesslyManyPathsIsRefused() {
        StringBuilder inner = new StringBuilder("'int'");
        for (int level = 0; level < 10; level++) {
            StringBuilder fields = new StringBuilder("{'name':'f0','type':" + inner + "}");
            for (int field = 1; field < 10; field++) {
                fields.append(",{'name':'f")
                        .append(field)
                        .append("','type':'")
                        .append(level == 0 ? "int" : "L" + (level - 1))
                        .append("'}");
            }
            inner = new StringBuilder("{'type':'record','name':'L" + level + "','fields':[" + fields + "]}");
        }
        RecordPlan plan = RecordPlan.of(Records.schemaOf(inner.toString()), FieldMapping.byDefault(), new FieldKinds());
        assertThat(plan.refusal()).get().asString().startsWith("the schema has more than 10000 fields");
    }

    @Test
    void itemsThatTakeNoBytesEndAtOnce() {
        Schema schema =
                Records.schema("{'name':'a','type':{'type':'array','items':{'type':'record','name':'N','fields':["
                        + "{'name':'x','type':'null'}]}}},{'name':'b','type':'int'}");
        byte[] endless = {-2, -1, -1, -1, -1, -1, -1, -1, 127, 0, 4};
        assertThat(Records.read(schema, FieldMapping.byDefault(), endless)).containsExactly("numeric b 2.0");
    }
}
