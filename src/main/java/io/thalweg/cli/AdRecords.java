package io.thalweg.cli;

import io.thalweg.generator.AdEvent;
import io.thalweg.generator.Click;
import io.thalweg.generator.Impression;
import io.thalweg.registry.SchemaRegistry;
import io.thalweg.registry.SubjectNaming;
import io.thalweg.serde.ConfluentHeader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Writes impressions and clicks as any team's producer would: in schemas of their own, in Confluent's wire format. One thread. */
final class AdRecords {
    private static final Schema IMPRESSION = read("/demo/impression.avsc");
    private static final Schema CLICK = read("/demo/click.avsc");
    private static final Schema USER = IMPRESSION.getField("user").schema();
    private static final Schema AD = IMPRESSION.getField("ad").schema();
    private static final Schema FORMAT = AD.getField("format").schema();
    private static final Schema DEVICE = IMPRESSION.getField("device").schema();

    private final byte[] impressionHeader;
    private final byte[] clickHeader;
    private final GenericDatumWriter<GenericRecord> impressions = new GenericDatumWriter<>(IMPRESSION);
    private final GenericDatumWriter<GenericRecord> clicks = new GenericDatumWriter<>(CLICK);
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    private final BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);

    private AdRecords(int impressionId, int clickId) {
        impressionHeader = ConfluentHeader.of(impressionId);
        clickHeader = ConfluentHeader.of(clickId);
    }

    /**
     * Registers the schemas of both topics.
     *
     * @throws io.thalweg.registry.RegistryUnavailableException if it does not answer
     * @throws io.thalweg.registry.RegistryRefusalException if it does not take a schema
     */
    static AdRecords register(SchemaRegistry registry, SubjectNaming naming, String impressions, String clicks) {
        return new AdRecords(
                registry.register(naming.subject(impressions, IMPRESSION), IMPRESSION),
                registry.register(naming.subject(clicks, CLICK), CLICK));
    }

    private static Schema read(String resource) {
        try (InputStream in = AdRecords.class.getResourceAsStream(resource)) {
            return new Schema.Parser().parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " is a part of the program", e);
        }
    }

    byte[] encode(AdEvent event) {
        return event instanceof Impression impression
                ? encode(impressionHeader, impressions, record(impression))
                : encode(clickHeader, clicks, record((Click) event));
    }

    private byte[] encode(byte[] header, GenericDatumWriter<GenericRecord> writer, GenericRecord record) {
        try {
            bytes.reset();
            out.writeFixed(header);
            writer.write(record, out);
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
    }

    private static GenericRecord record(Impression impression) {
        GenericRecord record = new GenericData.Record(IMPRESSION);
        record.put("impressionId", impression.id());
        record.put("timestamp", impression.timeMs());
        record.put("user", record(impression.user()));
        record.put("ad", record(impression.ad()));
        record.put("page", impression.page().orElse(null));
        record.put("device", new GenericData.EnumSymbol(DEVICE, impression.device()));
        return record;
    }

    private static GenericRecord record(Impression.User user) {
        GenericRecord record = new GenericData.Record(USER);
        user.age().ifPresent(age -> record.put("age", age));
        record.put("country", user.country());
        record.put("segments", user.segments());
        return record;
    }

    private static GenericRecord record(Impression.Ad ad) {
        GenericRecord record = new GenericData.Record(AD);
        record.put("campaign", ad.campaign());
        record.put("format", new GenericData.EnumSymbol(FORMAT, ad.format()));
        record.put("price", ad.price());
        record.put("bids", ad.bids());
        return record;
    }

    private static GenericRecord record(Click click) {
        GenericRecord record = new GenericData.Record(CLICK);
        record.put("impressionId", click.id());
        record.put("clickedAt", click.timeMs());
        record.put("clicked", click.clicked());
        return record;
    }
}
