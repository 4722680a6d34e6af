package io.thalweg.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FieldKindsTest {
    private static SortedMap<String, Integer> found(String path, Kind... kinds) {
        int bits = 0;
        for (Kind kind : kinds) {
            bits |= kind.bit();
        }
        return new TreeMap<>(java.util.Map.of(path, bits));
    }

    private static byte[] bytes(FieldKinds kinds) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        kinds.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static FieldKinds read(byte[] bytes) throws IOException {
        FieldKinds kinds = new FieldKinds();
        kinds.read(new DataInputStream(new ByteArrayInputStream(bytes)));
        return kinds;
    }

    @Test
    void theSameFieldsAreTheSameBytesWhateverCameFirst() throws IOException {
        FieldKinds one = new FieldKinds();
        one.remember(found("b", Kind.NUMBER));
        one.remember(found("a", Kind.BAG));
        one.remember(found("b", Kind.CATEGORY));
        FieldKinds other = new FieldKinds();
        other.remember(found("b", Kind.CATEGORY, Kind.NUMBER));
        other.remember(found("a", Kind.BAG));
        assertThat(bytes(one)).isEqualTo(bytes(other)).isEqualTo(bytes(read(bytes(one))));
        assertThat(read(bytes(one)).has("b", Kind.CATEGORY)).isTrue();
        assertThat(read(bytes(one)).has("a", Kind.VECTOR)).isFalse();
    }

    @Test
    void theVersionChangesWithTheKindsAndOnlyThen() {
        FieldKinds kinds = new FieldKinds();
        int before = kinds.version();
        kinds.remember(found("a", Kind.NUMBER));
        int after = kinds.version();
        kinds.remember(found("a", Kind.NUMBER));
        assertThat(after).isNotEqualTo(before).isEqualTo(kinds.version());
        kinds.clear();
        assertThat(kinds.version()).isNotEqualTo(after);
    }

    @Test
    void tenThousandPathsAreRememberedAndNoMore() throws IOException {
        FieldKinds kinds = new FieldKinds();
        for (int i = 0; i < 11_000; i++) {
            kinds.remember(found("f" + i, Kind.NUMBER));
        }
        assertThat(kinds.paths()).hasSize(10_000);
        assertThat(kinds.conflict(found("f10999", Kind.CATEGORY), path -> false))
                .isNull();
        assertThat(kinds.conflict(found("f9999", Kind.CATEGORY), path -> false))
                .startsWith("field f9999 has been a number");
        kinds.remember(found("f5", Kind.TIME));
        assertThat(read(bytes(kinds)).has("f5", Kind.TIME)).isTrue();
    }

    @Test
    void ofLongPathsAsManyAreRememberedAsFitIntoAQuarterOfAMebibyte() throws IOException {
        SortedMap<String, Integer> wide = new TreeMap<>();
        for (int i = 0; i < 9000; i++) {
            wide.put(String.format("%04d", i) + "é".repeat(i % 7) + "x".repeat(125), Kind.NUMBER.bit());
        }
        FieldKinds kinds = new FieldKinds();
        kinds.remember(wide);
        assertThat(bytes(kinds)).hasSizeBetween(FieldKinds.MOST_BYTES - 200, FieldKinds.MOST_BYTES);
        FieldKinds again = read(bytes(kinds));
        int version = again.version();
        again.remember(wide);
        assertThat(again.version()).as("as many after a restart").isEqualTo(version);
        again.remember(found(kinds.paths().iterator().next(), Kind.CATEGORY));
        assertThat(again.version()).as("what is known may change").isGreaterThan(version);
        again.clear();
        again.remember(found("a", Kind.NUMBER));
        assertThat(bytes(again)).hasSize(4 + 2 + 1 + 1);
    }

    @Test
    void moreBytesThanThereIsRoomForAreRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(300);
        for (int i = 0; i < 300; i++) {
            out.writeUTF(String.format("%03d", i) + "x".repeat(900));
            out.writeByte(1);
        }
        assertThatThrownBy(() -> read(bytes.toByteArray())).isInstanceOf(IOException.class);
    }

    @Test
    void damagedBytesAreRefused() {
        byte[][] damaged = {
            {-1, -1, -1, -1},
            {0, 0, 0x27, 0x11},
            {0, 0, 0, 1, 0, 1, 'a', 0},
            {0, 0, 0, 2, 0, 1, 'b', 1, 0, 1, 'a', 1},
            {0, 0, 0, 2, 0, 1, 'a', 1, 0, 1, 'a', 1},
            {0, 0, 0, 1, 0, 1, 'a'}
        };
        for (byte[] bytes : damaged) {
            assertThatThrownBy(() -> read(bytes)).isInstanceOf(IOException.class);
        }
    }
}
