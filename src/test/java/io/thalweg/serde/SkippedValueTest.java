package io.thalweg.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.thalweg.example.RejectedExampleException;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class SkippedValueTest {
    private static int skipped(Schema schema, int... bytes) {
        byte[] value = new byte[bytes.length];
        for (int at = 0; at < bytes.length; at++) {
            value[at] = (byte) bytes[at];
        }
        BinaryCursor in = new BinaryCursor();
        in.over(value, 0, value.length);
        new SkippedValue(schema).skip(in);
        return in.position();
    }

    private static Schema parsed(String json) {
        return new Schema.Parser().parse(json);
    }

    /** A value of it has 2^90 nulls and no byte. */
    @Test
    void recordsOfNothingAreNotWalkedThrough() {
        Schema schema = Schema.create(Schema.Type.NULL);
        for (int level = 0; level < 90; level++) {
            schema = Schema.createRecord(
                    "R" + level,
                    null,
                    null,
                    false,
                    List.of(new Schema.Field("left", schema), new Schema.Field("right", schema)));
        }
        assertThat(skipped(schema)).isZero();
        assertThat(skipped(Schema.createArray(schema), 4, 2, 0)).isEqualTo(3);
    }

    @Test
    void aRecordThatContainsItselfBehindAUnionIsSteppedOver() {
        Schema schema = parsed("""
                {"type":"record","name":"R","fields":[
                  {"name":"none","type":"null"},
                  {"name":"next","type":["null",{"type":"record","name":"S","fields":[{"name":"r","type":"R"}]}]}]}""");
        assertThat(skipped(schema, 2, 2, 2, 0)).isEqualTo(4);
        assertThat(skipped(schema.getField("next").schema().getTypes().get(1), 2, 0))
                .isEqualTo(2);
    }

    @Test
    void aRecordThatContainsItselfHasNoValue() {
        Schema schema = parsed("""
                {"type":"record","name":"R","fields":[{"name":"left","type":"R"},{"name":"right","type":"R"}]}""");
        assertThatExceptionOfType(RejectedExampleException.class)
                .isThrownBy(() -> skipped(schema))
                .withMessageContaining("nested more than 100 deep");
    }
}
