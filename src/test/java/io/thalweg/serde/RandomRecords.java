package io.thalweg.serde;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/** Random schemas with every type that Avro has, and random records of them. The same ones for the same seed. */
final class RandomRecords {
    private static final int MAX_DEPTH = 3;
    private static final String[] PRIMITIVES = {
        "'int'",
        "'long'",
        "'float'",
        "'double'",
        "'string'",
        "'boolean'",
        "'bytes'",
        "'null'",
        "{'type':'int','logicalType':'date'}",
        "{'type':'int','logicalType':'time-millis'}",
        "{'type':'long','logicalType':'time-micros'}",
        "{'type':'long','logicalType':'timestamp-millis'}",
        "{'type':'long','logicalType':'local-timestamp-micros'}",
        "{'type':'long','logicalType':'timestamp-nanos'}",
        "{'type':'bytes','logicalType':'decimal','precision':20,'scale':3}",
        "{'type':'string','logicalType':'uuid'}"
    };

    private final Random random;
    private int names;

    RandomRecords(long seed) {
        random = new Random(seed);
    }

    Schema schema() {
        return new Schema.Parser().parse(record(0).replace('\'', '"'));
    }

    private String record(int depth) {
        StringBuilder fields = new StringBuilder();
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            fields.append(i == 0 ? "" : ",")
                    .append("{'name':'")
                    .append((char) ('a' + i))
                    .append("','type':")
                    .append(type(depth + 1))
                    .append('}');
        }
        return "{'type':'record','name':'R" + names++ + "','fields':[" + fields + "]}";
    }

    private String type(int depth) {
        int choice = random.nextInt(depth > MAX_DEPTH ? 10 : 16);
        return switch (choice) {
            case 0 -> "{'type':'enum','name':'E" + names++ + "','symbols':['P','Q','R']}";
            case 1 -> "{'type':'fixed','name':'F" + names++ + "','size':" + random.nextInt(3) + "}";
            case 2 ->
                "{'type':'fixed','name':'F" + names++ + "','size':9,'logicalType':'decimal','precision':12,'scale':2}";
            case 10 -> record(depth);
            case 11 -> "{'type':'map','values':" + type(depth + 1) + "}";
            case 12, 13 -> "{'type':'array','items':" + type(depth + 1) + "}";
            case 14, 15 -> union(depth);
            default -> PRIMITIVES[random.nextInt(PRIMITIVES.length)];
        };
    }

    private String union(int depth) {
        String number = random.nextBoolean() ? "'int'" : "'double'";
        return switch (random.nextInt(4)) {
            case 0 -> "['null'," + number + "]";
            case 1 -> "['string','null'," + number + "]";
            case 2 -> "['null'," + (depth > MAX_DEPTH ? "'boolean'" : record(depth)) + "," + number + "]";
            default -> "[{'type':'array','items':" + number + "},'null','string']";
        };
    }

    Object value(Schema type) {
        return switch (type.getType()) {
            case RECORD -> {
                GenericData.Record record = new GenericData.Record(type);
                type.getFields().forEach(field -> record.put(field.pos(), value(field.schema())));
                yield record;
            }
            case ENUM ->
                new GenericData.EnumSymbol(
                        type,
                        type.getEnumSymbols()
                                .get(random.nextInt(type.getEnumSymbols().size())));
            case ARRAY -> {
                List<Object> items = new ArrayList<>();
                for (int left = random.nextInt(4); left > 0; left--) {
                    items.add(value(type.getElementType()));
                }
                yield items;
            }
            case MAP -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (int left = random.nextInt(4); left > 0; left--) {
                    map.put("k" + random.nextInt(5), value(type.getValueType()));
                }
                yield map;
            }
            case UNION ->
                value(type.getTypes().get(random.nextInt(type.getTypes().size())));
            case FIXED -> new GenericData.Fixed(type, bytes(type.getFixedSize()));
            case BYTES -> ByteBuffer.wrap(bytes(1 + random.nextInt(6)));
            case STRING -> random.nextInt(4) == 0 ? "Ärger über 3 x" : "word " + random.nextInt(9);
            case BOOLEAN -> random.nextBoolean();
            case INT -> random.nextInt() >> random.nextInt(31);
            case LONG -> random.nextLong() >> random.nextInt(63);
            case FLOAT -> (float) random.nextGaussian();
            case DOUBLE -> random.nextInt(2) == 0 ? random.nextGaussian() * 1e3 : random.nextInt(100) / 4.0;
            case NULL -> null;
        };
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        if (length > 0) {
            bytes[0] = (byte) (bytes[0] >> 7); // decimals that are not too large
        }
        return bytes;
    }

    String mapping() {
        String[] settings = {
            "features.exclude=a",
            "features.exclude=*.k1,b.a",
            "features.include=a,c.*",
            "features.include=*.k?",
            "features.transform=*=category",
            "features.transform=a=vector",
            "features.transform=*=log1p",
            "features.transform=b=text;*=standardize",
            "features.transform=*=buckets(-1,0,2.5)",
            "features.transform=*.b=ignore;*=vector",
            "features.transform=*.hour=ignore",
            "label.field="
        };
        return settings[random.nextInt(settings.length)];
    }
}
