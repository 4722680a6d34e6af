package io.thalweg.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestRegistryTest {
    private static final Schema CLICK =
            SchemaBuilder.record("io.example.Click").fields().requiredLong("at").endRecord();
    private static final Schema VIEW =
            SchemaBuilder.record("io.example.View").fields().requiredInt("ms").endRecord();

    private final EmbeddedRegistry server = EmbeddedRegistry.start(0);
    private final RestRegistry registry = client(RegistrySettings.of(server.url()));

    @AfterEach
    void close() {
        registry.close();
        server.close();
    }

    private static RestRegistry client(RegistrySettings settings) {
        return new RestRegistry(settings, new RecordedPatience());
    }

    private static RestRegistry client(CannedRegistry canned) {
        return client(RegistrySettings.of(canned.url()));
    }

    private static RegistrySettings onlyLookingUp(String url) {
        RegistrySettings all = RegistrySettings.of(url);
        return new RegistrySettings(all.urls(), all.credentials(), all.tls(), all.timeout(), false, all.naming());
    }

    @Test
    void whatIsRegisteredIsFoundByItsId() {
        int id = registry.register("clicks-value", CLICK);

        assertThat(client(RegistrySettings.of(server.url())).schema(id)).isEqualTo(CLICK);
    }

    @Test
    void aSchemaIsAskedForOnce() {
        int id = registry.register("clicks-value", CLICK);
        long before = server.requests();

        assertThat(registry.schema(id)).isSameAs(registry.schema(id));
        assertThat(server.requests()).isEqualTo(before + 1);
    }

    @Test
    void aSchemaIsRegisteredOnceAndHasOneIdUnderAllSubjects() {
        int id = registry.register("clicks-value", CLICK);

        assertThat(registry.register("clicks-value", CLICK)).isEqualTo(id);
        assertThat(server.requests()).isOne();
        assertThat(registry.register("more-clicks-value", CLICK)).isEqualTo(id);
        assertThat(registry.register("clicks-value", VIEW)).isEqualTo(id + 1);
    }

    @Test
    void anUnknownIdIsAskedForAgainBecauseItMayComeToBe() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> registry.schema(1))
                    .isInstanceOf(UnknownSchemaIdException.class)
                    .hasMessage("schema id 1 is not in the schema registry (HTTP 404: Schema 1 not found)");
        }
        assertThat(server.requests()).isEqualTo(2);
        registry.register("clicks-value", CLICK);
        assertThat(registry.schema(1)).isEqualTo(CLICK);
    }

    @Test
    void anIdBelowZeroIsNotAskedFor() {
        assertThatThrownBy(() -> registry.schema(-5))
                .isInstanceOf(UnknownSchemaIdException.class)
                .hasMessageContaining("-5");
        assertThat(server.requests()).isZero();
    }

    @Test
    void whatIsKnownIsKnownWithoutTheRegistry() {
        int id = registry.register("clicks-value", CLICK);
        registry.schema(id);
        server.close();

        assertThat(registry.schema(id)).isEqualTo(CLICK);
        assertThat(registry.register("clicks-value", CLICK)).isEqualTo(id);
        assertThatThrownBy(() -> registry.schema(id + 1)).isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void withoutRegisteringASchemaIsLookedUp() {
        RestRegistry lookUp = client(onlyLookingUp(server.url()));
        assertThatThrownBy(() -> lookUp.register("clicks-value", CLICK))
                .isInstanceOf(RegistryRefusalException.class)
                .hasMessage("the schema registry does not have the schema under subject clicks-value (HTTP 404: Subject"
                        + " 'clicks-value' not found.): register it there, or set registry.auto.register=true");
        int id = registry.register("clicks-value", CLICK);

        assertThat(lookUp.register("clicks-value", CLICK)).isEqualTo(id);
        assertThatThrownBy(() -> lookUp.register("clicks-value", VIEW))
                .isInstanceOf(RegistryRefusalException.class)
                .hasMessageContaining("HTTP 404: Schema not found");
    }

    @ParameterizedTest
    @ValueSource(ints = {409, 422})
    void aSchemaThatTheRegistryDoesNotTakeIsRefusedInItsOwnWords(int status) throws IOException {
        String body = "{\"error_code\":" + status + ",\"message\":\"Schema being registered is\\nincompatible\"}";
        try (CannedRegistry canned = CannedRegistry.answering(status, body)) {
            assertThatThrownBy(() -> client(canned).register("clicks-value", CLICK))
                    .isInstanceOf(RegistryRefusalException.class)
                    .hasMessage(
                            "the schema registry does not take the schema under subject clicks-value (HTTP " + status
                                    + ": Schema being registered is incompatible): register a compatible one there, or change the"
                                    + " subject's compatibility");
            assertThat(canned.asked()).containsExactly("POST /subjects/clicks-value/versions");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/b", "a+b", "größe", "a%2Fb", "?", "..", "a#b"})
    void aSubjectOfAnyCharactersIsOneSegmentOfThePath(String subject) throws Exception {
        int id = registry.register(subject, CLICK);

        assertThat(client(onlyLookingUp(server.url())).register(subject, CLICK)).isEqualTo(id);
        assertThat(new Conversation(server.url()).get("/subjects").body().get(0).textValue())
                .isEqualTo(subject);
    }

    @Test
    void thePathOfTheAddressStaysBeforeThatOfTheApi() throws IOException {
        try (CannedRegistry canned = CannedRegistry.answering(200, "{\"schema\":\"\\\"long\\\"\"}")) {
            client(RegistrySettings.of(canned.url() + "/apis/ccompat/v7")).schema(4);
            client(RegistrySettings.of(canned.url() + "/apis/ccompat/v7/")).schema(5);

            assertThat(canned.asked())
                    .containsExactly("GET /apis/ccompat/v7/schemas/ids/4", "GET /apis/ccompat/v7/schemas/ids/5");
        }
    }

    @Test
    void referencesAreReadWithTheirReferencesAndEachOnce() throws Exception {
        Conversation others = new Conversation(server.url());
        others.register("money", "{'type':'enum','name':'x.Money','symbols':['EUR']}");
        others.register(
                "price", "{'type':'record','name':'x.Price','fields':[{'name':'in','type':'x.Money'}]}", "money");
        others.register("tax", "{'type':'record','name':'x.Tax','fields':[{'name':'in','type':'x.Money'}]}", "money");
        int id = others.register(
                "order",
                "{'type':'record','name':'x.Order','fields':[{'name':'p','type':'x.Price'},{'name':'t','type':'x.Tax'}]}",
                "price",
                "tax");
        long before = server.requests();

        Schema order = registry.schema(id);

        assertThat(order.getField("t").schema().getField("in").schema().getEnumSymbols())
                .containsExactly("EUR");
        assertThat(server.requests()).isEqualTo(before + 4);
    }

    @Test
    void referencesThatGoRoundAreRefused() throws IOException {
        String a = "{\"schema\":\"\\\"x.B\\\"\",\"references\":[{\"name\":\"x.B\",\"subject\":\"b\",\"version\":1}]}";
        try (CannedRegistry canned =
                CannedRegistry.answering(Map.of("/schemas/ids/1", a, "/subjects/b/versions/1", a))) {
            assertThatThrownBy(() -> client(canned).schema(1))
                    .isInstanceOf(UnknownSchemaIdException.class)
                    .hasMessage("schema id 1: version 1 of subject b refers to itself");
        }
    }

    @Test
    void aReferenceThatIsNotThereIsNamed() throws IOException {
        String a = "{\"schema\":\"\\\"x.B\\\"\",\"references\":[{\"name\":\"x.B\",\"subject\":\"b\",\"version\":3}]}";
        try (CannedRegistry canned = CannedRegistry.answering(Map.of("/schemas/ids/1", a))) {
            assertThatThrownBy(() -> client(canned).schema(1))
                    .isInstanceOf(UnknownSchemaIdException.class)
                    .hasMessageContaining("version 3 of subject b is not in the schema registry");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"JSON", "PROTOBUF"})
    void aSchemaOfAnotherKindIsNotAvro(String type) throws IOException {
        try (CannedRegistry canned =
                CannedRegistry.answering(200, "{\"schemaType\":\"" + type + "\",\"schema\":\"{}\"}")) {
            assertThatThrownBy(() -> client(canned).schema(7))
                    .isInstanceOf(UnknownSchemaIdException.class)
                    .hasMessage("schema id 7: it is of type " + type + ", not AVRO");
        }
    }

    @Test
    void aSchemaThatAvroRefusesIsUnknownForItsReason() throws IOException {
        try (CannedRegistry canned =
                CannedRegistry.answering(200, "{\"schema\":\"{\\\"type\\\":\\\"nonsense\\\"}\"}")) {
            assertThatThrownBy(() -> client(canned).schema(7))
                    .isInstanceOf(UnknownSchemaIdException.class)
                    .hasMessageStartingWith("schema id 7: Avro cannot read it: ")
                    .hasMessageContaining("MUST be a primitive type");
        }
    }

    @Test
    void classesThatASchemaNamesAreNotLoaded() throws IOException {
        String named = "{'type':'record','name':'" + Trap.class.getName().replace("$", "_")
                + "','fields':[{'name':'a','type':{'type':'string','java-class':'" + Trap.class.getName() + "'}}]}";
        try (CannedRegistry canned = CannedRegistry.answering(200, Conversation.json(named, List.of()))) {
            client(canned).schema(1);
            assertThat(Sprung.SPRUNG).isFalse();
        }
    }

    static final class Sprung {
        static boolean SPRUNG;
    }

    static final class Trap {
        static {
            Sprung.SPRUNG = true;
        }
    }

    @Test
    void manyThreadsFindTheSameSchemas() {
        List<Integer> ids = IntStream.range(0, 20)
                .mapToObj(i -> SchemaBuilder.fixed("io.example.F" + i).size(i))
                .map(schema -> registry.register("fixed-value", schema))
                .toList();

        List<Integer> sizes = IntStream.range(0, 1000)
                .parallel()
                .mapToObj(i -> registry.schema(ids.get(i % 20)).getFixedSize())
                .toList();

        assertThat(sizes)
                .isEqualTo(IntStream.range(0, 1000).mapToObj(i -> i % 20).toList());
    }

    @Test
    void aClosedClientAsksNothing() {
        int id = registry.register("clicks-value", CLICK);
        registry.schema(id);
        registry.close();

        assertThat(registry.schema(id)).isEqualTo(CLICK);
        assertThatThrownBy(() -> registry.schema(id + 1))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void settingsHaveAtLeastOneAddress() {
        assertThatThrownBy(() -> new RegistrySettings(
                        List.of(),
                        new Credentials.Anonymous(),
                        TlsSettings.JVM,
                        Duration.ofSeconds(1),
                        true,
                        SubjectNaming.TOPIC))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RegistrySettings.of("http://alice:hunter2@localhost"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hunter2");
    }
}
