package io.thalweg.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Records as a shop's topic may hold them: 28 fields, nested, nullable, an enum, a map, arrays, timestamps. The same ones every time. */
final class UserEvents {
    static final Schema SCHEMA = new Schema.Parser().parse("""
            {"type":"record","name":"PageView","namespace":"shop","fields":[
              {"name":"id","type":"string"},
              {"name":"label","type":["null","boolean"]},
              {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}},
              {"name":"user","type":{"type":"record","name":"User","fields":[
                {"name":"age","type":["null","int"]},
                {"name":"country","type":"string"},
                {"name":"language","type":["null","string"]},
                {"name":"registered","type":{"type":"long","logicalType":"timestamp-millis"}},
                {"name":"orders","type":"int"},
                {"name":"spent","type":"double"},
                {"name":"premium","type":"boolean"}]}},
              {"name":"device","type":{"type":"enum","name":"Device","symbols":["DESKTOP","PHONE","TABLET","TV"]}},
              {"name":"browser","type":["null","string"]},
              {"name":"page","type":{"type":"record","name":"Page","fields":[
                {"name":"path","type":"string"},
                {"name":"category","type":["null","string"]},
                {"name":"price","type":["null","double"]},
                {"name":"stock","type":"int"},
                {"name":"rating","type":"float"}]}},
              {"name":"referrer","type":["null","string"]},
              {"name":"campaign","type":["null","string"]},
              {"name":"seconds","type":"float"},
              {"name":"scroll","type":"float"},
              {"name":"clicks","type":"long"},
              {"name":"cart","type":"int"},
              {"name":"returning","type":"boolean"},
              {"name":"attributes","type":{"type":"map","values":"string"}},
              {"name":"signals","type":{"type":"map","values":"double"}},
              {"name":"tags","type":{"type":"array","items":"string"}},
              {"name":"embedding","type":{"type":"array","items":"float"}},
              {"name":"session","type":"string"},
              {"name":"agent","type":["null","string"]}]}""");

    private final Random random = new Random(1);

    static List<byte[]> encoded(int count) throws IOException {
        UserEvents events = new UserEvents();
        GenericDatumWriter<GenericRecord> writer = new GenericDatumWriter<>(SCHEMA);
        List<byte[]> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
            writer.write(events.next(i), out);
            out.flush();
            records.add(bytes.toByteArray());
        }
        return records;
    }

    private GenericRecord next(int i) {
        return new GenericRecordBuilder(SCHEMA)
                .set("id", "view-" + i)
                .set("label", random.nextInt(10) == 0)
                .set("at", 1_700_000_000_000L + i * 977L)
                .set("user", user())
                .set(
                        "device",
                        new GenericData.EnumSymbol(SCHEMA.getField("device").schema(), symbol()))
                .set("browser", maybe("browser-" + random.nextInt(8)))
                .set("page", page())
                .set("referrer", maybe("https://search.example/" + random.nextInt(50)))
                .set("campaign", maybe("campaign-" + random.nextInt(20)))
                .set("seconds", random.nextFloat() * 100)
                .set("scroll", random.nextFloat())
                .set("clicks", (long) random.nextInt(20))
                .set("cart", random.nextInt(5))
                .set("returning", random.nextBoolean())
                .set(
                        "attributes",
                        new TreeMap<>(Map.of("color", "c" + random.nextInt(9), "size", "s" + random.nextInt(5))))
                .set("signals", new TreeMap<>(Map.of("speed", random.nextDouble(), "jitter", random.nextGaussian())))
                .set("tags", List.of("tag" + random.nextInt(30), "tag" + random.nextInt(30), "sale"))
                .set(
                        "embedding",
                        List.of(random.nextFloat(), random.nextFloat(), random.nextFloat(), random.nextFloat()))
                .set("session", Long.toHexString(random.nextLong()))
                .set("agent", maybe("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/" + random.nextInt(120)))
                .build();
    }

    private GenericRecord user() {
        return new GenericRecordBuilder(SCHEMA.getField("user").schema())
                .set("age", maybe(18 + random.nextInt(60)))
                .set("country", "c" + random.nextInt(40))
                .set("language", maybe("l" + random.nextInt(12)))
                .set("registered", 1_500_000_000_000L + random.nextInt(1 << 30))
                .set("orders", random.nextInt(50))
                .set("spent", random.nextDouble() * 1000)
                .set("premium", random.nextBoolean())
                .build();
    }

    private GenericRecord page() {
        return new GenericRecordBuilder(SCHEMA.getField("page").schema())
                .set("path", "/shop/item/" + random.nextInt(5000))
                .set("category", maybe("category-" + random.nextInt(60)))
                .set("price", maybe(random.nextDouble() * 200))
                .set("stock", random.nextInt(500))
                .set("rating", random.nextFloat() * 5)
                .build();
    }

    private String symbol() {
        List<String> symbols = SCHEMA.getField("device").schema().getEnumSymbols();
        return symbols.get(random.nextInt(symbols.size()));
    }

    private <T> T maybe(T value) {
        return random.nextInt(4) == 0 ? null : value;
    }
}
