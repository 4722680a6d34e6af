package io.thalweg.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Our client against a real Apicurio Registry, and records from and for its own serde. */
class ApicurioTest {
    private static final int HEADER_BYTES = 5;
    private static final Schema CLICK = SchemaBuilder.record("io.example.Click")
            .fields()
            .requiredLong("at")
            .requiredString("ad")
            .optionalDouble("price")
            .endRecord();
    private static final GenericRecord A_CLICK =
            new GenericRecordBuilder(CLICK).set("at", 7L).set("ad", "größe").build();

    private static ApicurioProcess apicurio;

    private final RestRegistry registry = new RestRegistry(RegistrySettings.of(apicurio.confluentUrl()));

    @BeforeAll
    static void startRegistry() throws IOException {
        Path log = Path.of(System.getProperty("apicurio.runner")).resolveSibling("registry.log");
        apicurio = ApicurioProcess.start(Path.of(System.getProperty("apicurio.runner")), log);
    }

    @AfterAll
    static void stopRegistry() {
        apicurio.close();
    }

    private static Map<String, Object> serdeSettings() {
        return Map.of("apicurio.registry.url", apicurio.ownUrl(), "apicurio.registry.auto-register", true);
    }

    @Test
    void whatIsRegisteredIsFoundByItsId() {
        int id = registry.register("clicks-value", CLICK);

        assertThat(registry.register("other value/ü", CLICK)).isEqualTo(id);
        assertThat(new RestRegistry(RegistrySettings.of(apicurio.confluentUrl())).schema(id))
                .isEqualTo(CLICK);
    }

    @Test
    void aRecordOfItsSerializerHasAnIdThatOurClientKnows() throws IOException {
        byte[] record;
        try (AvroKafkaSerializer<GenericRecord> serializer = new AvroKafkaSerializer<>()) {
            serializer.configure(serdeSettings(), false);
            record = serializer.serialize("theirs", A_CLICK);
        }
        ByteBuffer header = ByteBuffer.wrap(record);

        assertThat(header.get()).isZero();
        Schema writer = registry.schema(header.getInt());
        GenericRecord read = new GenericDatumReader<GenericRecord>(writer)
                .read(
                        null,
                        DecoderFactory.get().binaryDecoder(record, HEADER_BYTES, record.length - HEADER_BYTES, null));
        assertThat(read).isEqualTo(A_CLICK);
    }

    @Test
    void itsDeserializerReadsARecordWithAnIdThatOurClientGot() throws IOException {
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        record.write(0);
        new DataOutputStream(record).writeInt(registry.register(SubjectNaming.TOPIC.subject("ours", CLICK), CLICK));
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(record, null);
        new GenericDatumWriter<GenericRecord>(CLICK).write(A_CLICK, encoder);

        try (AvroKafkaDeserializer<GenericRecord> deserializer = new AvroKafkaDeserializer<>()) {
            deserializer.configure(serdeSettings(), false);
            GenericRecord read = deserializer.deserialize("ours", record.toByteArray());
            assertThat(GenericData.get().compare(read, A_CLICK, CLICK)).isZero();
        }
    }

    @Test
    void anIdThatIsNotThereIsUnknown() {
        assertThatThrownBy(() -> registry.schema(999_999))
                .isInstanceOf(UnknownSchemaIdException.class)
                .hasMessageContaining("HTTP 404");
    }

    @Test
    void aSchemaOfAnotherKindIsUnknown() throws Exception {
        String schema = "{'$schema':'http://json-schema.org/draft-07/schema#','type':'object'}";
        String json =
                Conversation.json(schema, List.of()).replace("{\"schema\"", "{\"schemaType\":\"JSON\",\"schema\"");
        int id = new Conversation(apicurio.confluentUrl())
                .post("/subjects/json-value/versions", json)
                .body()
                .get("id")
                .intValue();

        assertThatThrownBy(() -> registry.schema(id)).hasMessage("schema id " + id + ": it is of type JSON, not AVRO");
    }

    @Test
    void referencesAreFollowed() throws Exception {
        Conversation others = new Conversation(apicurio.confluentUrl());
        others.register("x.Money", "{'type':'enum','name':'x.Money','symbols':['EUR']}");
        int id = others.register(
                "x.Price", "{'type':'record','name':'x.Price','fields':[{'name':'in','type':'x.Money'}]}", "x.Money");

        assertThat(registry.schema(id).getField("in").schema().getEnumSymbols()).containsExactly("EUR");
    }

    @Test
    void anIncompatibleSchemaIsRefusedInItsOwnWords() throws Exception {
        registry.register("strict-value", Schema.create(Schema.Type.LONG));
        Conversation others = new Conversation(apicurio.confluentUrl());
        others.put("/config/strict-value", "{\"compatibility\":\"FULL\"}");

        assertThatThrownBy(() -> registry.register("strict-value", CLICK))
                .isInstanceOf(RegistryRefusalException.class)
                .hasMessageContaining("HTTP 409");
    }

    @Test
    void withoutRegisteringASchemaIsOnlyLookedUp() {
        RegistrySettings all = RegistrySettings.of(apicurio.confluentUrl());
        RestRegistry lookUp = new RestRegistry(
                new RegistrySettings(all.urls(), all.credentials(), all.tls(), all.timeout(), false, all.naming()));

        assertThatThrownBy(() -> lookUp.register("looked-up-value", CLICK))
                .isInstanceOf(RegistryRefusalException.class)
                .hasMessageContaining("registry.auto.register=true");
        int id = registry.register("looked-up-value", CLICK);
        assertThat(lookUp.register("looked-up-value", CLICK)).isEqualTo(id);
    }

    @Test
    void theAddressNeedsThePathOfItsConfluentApi() {
        String bare = URI.create(apicurio.confluentUrl()).resolve("/").toString();

        assertThatThrownBy(() -> new RestRegistry(RegistrySettings.of(bare)).check())
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageEndingWith("such as /apis/ccompat/v7");
    }
}
