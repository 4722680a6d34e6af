package io.thalweg.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.mapping.FieldKinds;
import io.thalweg.mapping.FieldMapping;
import io.thalweg.testing.Mappings;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

/** Types inside types, without end: refused by name where they would be read, and stepped over where they are not. */
class DeepSchemaTest {
    private static final long SMALL_STACK = 512 << 10;

    private static Schema nested(int levels, boolean maps) {
        Schema type = Schema.create(Schema.Type.INT);
        for (int i = 0; i < levels; i++) {
            type = maps && i % 2 == 0 ? Schema.createMap(type) : Schema.createArray(type);
        }
        return SchemaBuilder.record("R")
                .fields()
                .name("f")
                .type(type)
                .noDefault()
                .requiredInt("g")
                .endRecord();
    }

    /** What the refusal is, found by a thread with little stack. */
    private static String refusal(Schema schema, FieldMapping mapping) {
        AtomicReference<Object> refusal = new AtomicReference<>();
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        refusal.set(RecordPlan.of(schema, mapping, new FieldKinds())
                                .refusal()
                                .orElse("none"));
                    } catch (Throwable e) {
                        refusal.set(e);
                    }
                },
                "small",
                SMALL_STACK);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return refusal.get().toString();
    }

    @Test
    void arraysAndMapsCountTowardsTheDepthAsRecordsDo() {
        for (boolean maps : new boolean[] {false, true}) {
            assertThat(refusal(nested(100, maps), FieldMapping.byDefault())).isEqualTo("none");
            for (int levels : new int[] {101, 900, 10_000}) {
                assertThat(refusal(nested(levels, maps), FieldMapping.byDefault()))
                        .isEqualTo("field f is nested more than 100 deep; leave it out with features.exclude");
            }
        }
    }

    @Test
    void whatIsLeftOutMayBeAsDeepAsItLikes() {
        FieldMapping without = Mappings.of("features.exclude=f");
        Schema deep = nested(10_000, true);
        assertThat(refusal(deep, without)).isEqualTo("none");
        assertThat(Records.read(deep, without, new byte[] {0, 14})).isEqualTo(List.of("numeric g 7.0"));
    }
}
