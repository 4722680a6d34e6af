package io.thalweg.serde;

import io.thalweg.mapping.FieldMapping;
import io.thalweg.mapping.Transform;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;

/** The features of a record that Avro has read, value by value, as the mapping's documentation says it: slow, and nothing but that. */
final class ReferenceExtraction {
    private final FieldMapping mapping;
    private final List<String> features = new ArrayList<>();

    private ReferenceExtraction(FieldMapping mapping) {
        this.mapping = mapping;
    }

    static List<String> of(GenericRecord record, FieldMapping mapping) {
        ReferenceExtraction extraction = new ReferenceExtraction(mapping);
        extraction.record("", record);
        return extraction.features;
    }

    private void record(String prefix, GenericRecord record) {
        for (Schema.Field field : record.getSchema().getFields()) {
            String path = prefix + field.name();
            value(path, path, field.schema(), record.get(field.pos()));
        }
    }

    /** @param fixed the path without what the data have named, as records have it */
    private void value(String path, String fixed, Schema declared, Object value) {
        if (value == null) {
            return;
        }
        Schema type = branch(declared, value);
        switch (type.getType()) {
            case RECORD -> record(fixed + ".", (GenericRecord) value);
            case MAP ->
                ((Map<?, ?>) value)
                        .forEach((key, item) -> value(path + "." + key, path + "." + key, type.getValueType(), item));
            case ARRAY -> array(path, fixed, type, (Collection<?>) value, isVector(path, type));
            default -> scalar(path, type, value);
        }
    }

    private static Schema branch(Schema type, Object value) {
        return type.getType() == Schema.Type.UNION
                ? type.getTypes().get(GenericData.get().resolveUnion(type, value))
                : type;
    }

    private void array(String path, String fixed, Schema array, Collection<?> items, boolean vector) {
        int position = 0;
        for (Object item : items) {
            String named = vector ? path + "." + position++ : path;
            if (item == null) {
                continue;
            }
            Schema type = branch(array.getElementType(), item);
            if (type.getType() == Schema.Type.ARRAY) {
                if (!vector || mapping.isFeature(named) || mapping.differsBelow(path)) {
                    array(named, fixed, type, (Collection<?>) item, vector);
                }
            } else if (type.getType() == Schema.Type.RECORD) {
                record(fixed + ".", (GenericRecord) item);
            } else if (isNumber(type) && !vector) {
                if (mapping.isFeature(path)) {
                    category(
                            path,
                            type.getType() == Schema.Type.LONG ? item.toString() : decimal(number(type, item), type));
                }
            } else {
                value(named, fixed, type, item);
            }
        }
    }

    private boolean isVector(String path, Schema array) {
        List<Schema> leaves = new ArrayList<>();
        leaves(array, leaves);
        Transform.Kind kind = mapping.transform(path).kind();
        boolean numbers = leaves.stream().anyMatch(ReferenceExtraction::isNumber);
        boolean chosen = kind == Transform.Kind.VECTOR || kind.isOfNumbers();
        return numbers
                && kind != Transform.Kind.CATEGORY
                && (chosen
                        || leaves.stream()
                                .filter(ReferenceExtraction::isNumber)
                                .anyMatch(leaf ->
                                        leaf.getType() != Schema.Type.INT && leaf.getType() != Schema.Type.LONG));
    }

    private static void leaves(Schema type, List<Schema> into) {
        switch (type.getType()) {
            case ARRAY -> leaves(type.getElementType(), into);
            case UNION -> type.getTypes().forEach(branch -> leaves(branch, into));
            default -> into.add(type);
        }
    }

    private static boolean isDecimal(Schema type) {
        return type.getLogicalType() instanceof LogicalTypes.Decimal;
    }

    private static boolean isNumber(Schema type) {
        return switch (type.getType()) {
            case INT, LONG -> type.getLogicalType() == null;
            case FLOAT, DOUBLE -> true;
            default -> isDecimal(type);
        };
    }

    private static double number(Schema type, Object value) {
        if (!isDecimal(type)) {
            return ((Number) value).doubleValue();
        }
        byte[] bytes = value instanceof GenericFixed fixed ? fixed.bytes() : ((ByteBuffer) value).array();
        int scale = ((LogicalTypes.Decimal) type.getLogicalType()).getScale();
        return new BigDecimal(new BigInteger(bytes), scale).doubleValue();
    }

    private void scalar(String path, Schema type, Object value) {
        Transform transform = mapping.transform(path);
        if (type.getLogicalType() != null && value instanceof Number raw) {
            if (mapping.isFeature(path)
                    && (transform.kind().isOfNumbers() || transform.kind() == Transform.Kind.CATEGORY)) {
                if (transform.kind() == Transform.Kind.CATEGORY) {
                    category(path, raw.toString());
                } else {
                    number(path, raw.longValue(), type, transform);
                }
            } else {
                time(path, type.getLogicalType().getName(), raw.longValue());
            }
        } else if (!mapping.isFeature(path)) {
            return;
        } else if (isNumber(type)) {
            if (type.getType() == Schema.Type.LONG && transform.kind() == Transform.Kind.CATEGORY) {
                category(path, value.toString());
            } else {
                number(path, number(type, value), type, transform);
            }
        } else if (type.getType() == Schema.Type.STRING && transform.kind() == Transform.Kind.TEXT) {
            for (String word : value.toString().toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{Nd}]+")) {
                if (!word.isEmpty()) {
                    category(path, word);
                }
            }
        } else if (type.getType() == Schema.Type.STRING
                || type.getType() == Schema.Type.ENUM
                || type.getType() == Schema.Type.BOOLEAN) {
            category(path, value.toString());
        }
    }

    private void number(String path, double value, Schema type, Transform transform) {
        switch (transform.kind()) {
            case LOG1P ->
                features.add(
                        "numeric " + path + " " + (float) (Math.signum(value) * StrictMath.log1p(Math.abs(value))));
            case STANDARDIZE -> features.add("standardized " + path + " " + (float) value);
            case BUCKETS ->
                category(path, value < -1 ? "(-inf,-1)" : value < 0 ? "[-1,0)" : value < 2.5 ? "[0,2.5)" : "[2.5,inf)");
            case CATEGORY -> category(path, decimal(value, type));
            default -> features.add("numeric " + path + " " + (float) value);
        }
    }

    private static String decimal(double value, Schema type) {
        String text = type.getType() == Schema.Type.FLOAT
                ? Float.toString((float) value)
                : type.getType() == Schema.Type.LONG
                        ? Long.toString((long) value)
                        : BigDecimal.valueOf(value).toPlainString();
        BigDecimal stripped = new BigDecimal(text).stripTrailingZeros();
        if (Math.abs(value) >= 1e15 && isDecimal(type)) {
            // Double.toString of Java 17 has a digit too many for some.
            int digits = 1;
            while (new BigDecimal(value).round(new MathContext(digits)).doubleValue() != value) {
                digits++;
            }
            return new BigDecimal(value)
                    .round(new MathContext(digits))
                    .stripTrailingZeros()
                    .toString();
        }
        return stripped.signum() == 0 ? "0" : stripped.toPlainString();
    }

    private void time(String path, String logical, long raw) {
        Instant instant = switch (logical) {
            case "date" -> Instant.ofEpochSecond(raw * 86_400);
            case "time-millis", "timestamp-millis", "local-timestamp-millis" -> Instant.ofEpochMilli(raw);
            case "timestamp-nanos" -> Instant.ofEpochSecond(0, raw);
            default -> Instant.ofEpochSecond(Math.floorDiv(raw, 1_000_000), Math.floorMod(raw, 1_000_000) * 1000);
        };
        ZonedDateTime time = instant.atZone(ZoneOffset.UTC);
        if (!logical.equals("date") && mapping.isFeature(path + ".hour")) {
            category(path + ".hour", Integer.toString(time.getHour()));
        }
        if (!logical.startsWith("time-") && mapping.isFeature(path + ".weekday")) {
            category(path + ".weekday", time.getDayOfWeek().name().toLowerCase(Locale.ROOT));
        }
    }

    private void category(String path, String category) {
        features.add("categorical " + path + " "
                + new String(category.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }
}
