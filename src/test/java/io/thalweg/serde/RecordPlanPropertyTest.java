package io.thalweg.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.example.RejectedExampleException;
import io.thalweg.mapping.FieldKinds;
import io.thalweg.mapping.FieldMapping;
import io.thalweg.testing.Mappings;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

/** The compiled plan against {@link ReferenceExtraction}, and against bytes that are no records. */
class RecordPlanPropertyTest {
    private static final int SCHEMAS = 3000;

    @Test
    void theFeaturesAreThoseOfAvrosOwnReader() {
        int compared = 0;
        int told = 0;
        for (long seed = 0; seed < SCHEMAS; seed++) {
            RandomRecords random = new RandomRecords(seed);
            Schema schema = random.schema();
            String setting = random.mapping();
            FieldMapping mapping = Mappings.of(setting);
            RecordPlan plan = RecordPlan.of(schema, mapping, new FieldKinds());
            for (int record = 0; record < 5; record++) {
                GenericRecord value = (GenericRecord) random.value(schema);
                Recording calls = new Recording();
                try {
                    Records.read(plan, Records.encoded(schema, value), calls);
                } catch (RejectedExampleException e) {
                    assertThat(e.getMessage()).doesNotContain("\n");
                    continue; // a time as a number is beyond what a feature may be, or a transform does not fit
                }
                compared++;
                told += calls.calls.size();
                assertThat(sorted(calls.calls))
                        .as("seed %d, record %d, %s, schema %s, value %s", seed, record, setting, schema, value)
                        .isEqualTo(sorted(ReferenceExtraction.of(value, mapping)));
            }
        }
        assertThat(compared).isGreaterThan(4 * SCHEMAS);
        assertThat(told).isGreaterThan(10 * SCHEMAS);
    }

    /** An object's fields may come in any order in a map. */
    private static List<String> sorted(List<String> calls) {
        return calls.stream().sorted().collect(Collectors.toList());
    }

    @Test
    void damagedBytesAreReadOrRejectedAndNothingElse() {
        for (long seed = 0; seed < SCHEMAS; seed++) {
            RandomRecords random = new RandomRecords(seed);
            Schema schema = random.schema();
            RecordPlan plan = RecordPlan.of(schema, Mappings.of(random.mapping()), new FieldKinds());
            byte[] bytes = Records.encoded(schema, random.value(schema));
            Random damage = new Random(seed);
            for (int n = 0; n < 10 && bytes.length > 0; n++) {
                byte[] damaged = bytes.clone();
                damaged[damage.nextInt(bytes.length)] = (byte) damage.nextInt();
                ExampleParts parts = new ExampleParts();
                parts.in.over(damaged, 0, damage.nextInt(damaged.length + 1));
                try {
                    plan.read(parts, new Recording());
                } catch (RejectedExampleException e) {
                    assertThat(e.getMessage()).as("seed %d", seed).isNotBlank().doesNotContain("\n");
                }
            }
        }
    }
}
