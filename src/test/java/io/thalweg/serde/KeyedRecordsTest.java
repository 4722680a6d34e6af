package io.thalweg.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.format.JsonRecords;
import io.thalweg.mapping.FieldCounts;
import io.thalweg.mapping.FieldKinds;
import io.thalweg.mapping.FieldMapping;
import io.thalweg.testing.Mappings;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** Maps of records: the key is part of their fields' paths, as in JSON. */
class KeyedRecordsTest {
    private static final Schema SCHEMA = Records.schema("{'name':'m','type':{'type':'map','values':{'type':'record',"
            + "'name':'V','fields':[{'name':'n','type':'int'},{'name':'s','type':'string'},"
            + "{'name':'x','type':{'type':'map','values':'V'}}]}}}");
    private static final String RECORD =
            "{'m':{'k1':{'n':1,'s':'a','x':{'y':{'n':3,'s':'c','x':{}}}},'k2':{'n':2,'s':'b','x':{}}}}";

    private static void isAsJson(String mapping, String... expected) {
        FieldMapping fields = Mappings.of(mapping);
        Recording json = new Recording();
        byte[] text = RECORD.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        new JsonRecords(fields, new FieldCounts()).read(text, 0, text.length, json);
        assertThat(json.calls).containsExactlyInAnyOrder(expected);
        assertThat(Records.read(SCHEMA, fields, Records.encoded(SCHEMA, RECORD)))
                .containsExactlyInAnyOrder(expected);
    }

    @Test
    void theKeyJoinsThePath() {
        isAsJson(
                "features.include=*",
                "numeric m.k1.n 1.0",
                "categorical m.k1.s a",
                "numeric m.k1.x.y.n 3.0",
                "categorical m.k1.x.y.s c",
                "numeric m.k2.n 2.0",
                "categorical m.k2.s b");
    }

    @Test
    void settingsMeanTheRecordsOfOneKey() {
        isAsJson("features.exclude=m.k1", "numeric m.k2.n 2.0", "categorical m.k2.s b");
        isAsJson("features.exclude=m.?1.s,m.k2,*.x", "numeric m.k1.n 1.0");
        isAsJson("features.include=m.k1.n", "numeric m.k1.n 1.0");
        isAsJson("features.include=m.k1.x.y.s", "categorical m.k1.x.y.s c");
        isAsJson(
                "features.include=*.n;m.k9.s".replace(';', ','),
                "numeric m.k1.n 1.0",
                "numeric m.k1.x.y.n 3.0",
                "numeric m.k2.n 2.0");
    }

    @Test
    void aThousandRecordsAreReadAndMoreAreRejectedWhateverCameBefore() {
        RecordPlan plan = RecordPlan.of(SCHEMA, FieldMapping.byDefault(), new FieldKinds());
        for (int first : new int[] {0, 500}) {
            Recording told = new Recording();
            Records.read(plan, many(first, 1000), told);
            assertThat(told.calls).hasSize(2000).contains("numeric m.k" + (first + 999) + ".n 1.0");
            assertThatExceptionOfType(RejectedExampleException.class)
                    .isThrownBy(() -> Records.read(plan, many(first, 1001), new Recording()))
                    .withMessageStartingWith("there are more than 1000 records in maps, counted to field m.k")
                    .matches(e -> e.reason() == RejectReason.TOO_MANY_FEATURES);
        }
    }

    private static byte[] many(int first, int count) {
        return Records.encoded(
                SCHEMA,
                IntStream.range(first, first + count)
                        .mapToObj(i -> "'k" + i + "':{'n':1,'s':'a','x':{}}")
                        .collect(Collectors.joining(",", "{'m':{", "}}")));
    }
}
