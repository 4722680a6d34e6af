package io.thalweg.serde;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.thalweg.example.ExampleSink;
import io.thalweg.mapping.FieldMapping;
import io.thalweg.mapping.Role;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.Utf8;

/**
 * The usual way to features: Avro's own reader makes a {@link GenericRecord}, with record and decoder reused as its best users do, and a walk over it by the
 * values' classes names what it finds. Names of fields are encoded once, texts are given as the bytes that Avro read.
 */
final class GenericExtraction {
    private static final byte[] TRUE = "true".getBytes(UTF_8);
    private static final byte[] FALSE = "false".getBytes(UTF_8);

    private final GenericDatumReader<GenericRecord> reader;
    private final FieldMapping mapping;
    private final Map<String, byte[]> names = new HashMap<>();
    private final Map<String, Boolean> wanted = new HashMap<>();
    private BinaryDecoder decoder;
    private GenericRecord record;
    private ExampleSink sink;

    GenericExtraction(Schema writer, FieldMapping mapping) {
        reader = new GenericDatumReader<>(writer);
        this.mapping = mapping;
    }

    void read(byte[] bytes, ExampleSink to) throws IOException {
        decoder = DecoderFactory.get().binaryDecoder(bytes, decoder);
        record = reader.read(record, decoder);
        sink = to;
        sink.begin();
        record("", record);
    }

    private void record(String prefix, GenericRecord record) {
        for (Schema.Field field : record.getSchema().getFields()) {
            Object value = record.get(field.pos());
            if (value == null) {
                continue;
            }
            String path = prefix.isEmpty() ? field.name() : prefix + "." + field.name();
            if (mapping.path(Role.ID).equals(path)) {
                sink.id(value.toString());
            } else if (mapping.path(Role.LABEL).equals(path)) {
                sink.label((Boolean) value ? 1 : 0);
            } else if (wanted.computeIfAbsent(path, mapping::isFeature)) {
                value(path, field.schema(), value);
            }
        }
    }

    private void value(String path, Schema schema, Object value) {
        if (value instanceof GenericRecord record) {
            record(path, record);
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> value(path + "." + key, schema.getValueType(), item));
        } else if (value instanceof Collection<?> items) {
            int position = 0;
            for (Object item : items) {
                value(item instanceof Float ? path + "." + position++ : path, schema.getElementType(), item);
            }
        } else if (value instanceof Long ms && schema.getLogicalType() != null) {
            ZonedDateTime time = Instant.ofEpochMilli(ms).atZone(ZoneOffset.UTC);
            category(path + ".hour", Integer.toString(time.getHour()).getBytes(UTF_8));
            category(
                    path + ".weekday",
                    time.getDayOfWeek().name().toLowerCase(Locale.ROOT).getBytes(UTF_8));
        } else if (value instanceof Number number) {
            byte[] name = name(path);
            sink.numeric(name, 0, name.length, number.floatValue());
        } else if (value instanceof Boolean bool) {
            category(path, bool ? TRUE : FALSE);
        } else if (value instanceof Utf8 text) {
            byte[] name = name(path);
            sink.categorical(name, 0, name.length, text.getBytes(), 0, text.getByteLength());
        } else {
            category(path, value.toString().getBytes(UTF_8));
        }
    }

    private void category(String path, byte[] category) {
        byte[] name = name(path);
        sink.categorical(name, 0, name.length, category, 0, category.length);
    }

    private byte[] name(String path) {
        return names.computeIfAbsent(path, text -> text.getBytes(UTF_8));
    }
}
