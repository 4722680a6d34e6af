package io.thalweg.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The REST API as others see it, word for word. */
class EmbeddedRegistryTest {
    private final EmbeddedRegistry server = EmbeddedRegistry.start(0);
    private final Conversation talk = new Conversation(server.url());

    @AfterEach
    void close() {
        server.close();
    }

    private void answers(String path, int status, String body) throws Exception {
        assertThat(talk.get(path)).hasToString("Answer[status=" + status + ", body=" + body + "]");
    }

    @Test
    void idsAscendFromOneAndVersionsInEachSubject() throws Exception {
        assertThat(talk.register("a", "'long'")).isEqualTo(1);
        assertThat(talk.register("a", "{'type':'int'}")).isEqualTo(2);
        assertThat(talk.register("b", "'int'")).isEqualTo(2);
        assertThat(talk.register("a", "'long'")).isEqualTo(1);

        answers("/subjects", 200, "[\"a\",\"b\"]");
        answers("/subjects/a/versions", 200, "[1,2]");
        answers("/subjects/b/versions", 200, "[1]");
        answers("/schemas/ids/1", 200, "{\"schema\":\"\\\"long\\\"\"}");
        answers(
                "/subjects/a/versions/2",
                200,
                "{\"subject\":\"a\",\"id\":2,\"version\":2,\"schema\":\"{\\\"type\\\":\\\"int\\\"}\"}");
        assertThat(talk.get("/subjects/a/versions/latest")).isEqualTo(talk.get("/subjects/a/versions/2"));
        assertThat(talk.get("/subjects/a/versions/-1").status()).isEqualTo(422);
        assertThat(talk.get("/schemas/ids/1?fetchMaxId=false").status()).isEqualTo(200);
    }

    @Test
    void aSchemaKeepsItsReferences() throws Exception {
        talk.register("a", "{'type':'fixed','name':'x.A','size':2}");
        int id = talk.register("b", "{'type':'array','items':'x.A'}", "a");

        answers(
                "/schemas/ids/" + id,
                200,
                "{\"schema\":\"{\\\"type\\\":\\\"array\\\",\\\"items\\\":\\\"x.A\\\"}\","
                        + "\"references\":[{\"name\":\"a\",\"subject\":\"a\",\"version\":1}]}");
    }

    @Test
    void aSchemaIsLookedUpInItsSubject() throws Exception {
        talk.register("a", "'long'");
        talk.register("b", "'int'");

        assertThat(talk.post("/subjects/a", Conversation.json("'long'", List.of())))
                .hasToString(
                        "Answer[status=200, body={\"subject\":\"a\",\"id\":1,\"version\":1,\"schema\":\"\\\"long\\\"\"}]");
        assertThat(talk.post("/subjects/a", Conversation.json("'int'", List.of()))
                        .body()
                        .get("error_code")
                        .intValue())
                .isEqualTo(40403);
    }

    @ParameterizedTest
    @CsvSource({
        "/schemas/ids/9, 404, 40403, Schema 9 not found",
        "/schemas/ids/x, 404, 40403, Schema x not found",
        "/subjects/x/versions, 404, 40401, Subject 'x' not found.",
        "/subjects/x/versions/1, 404, 40401, Subject 'x' not found.",
        "/subjects/a/versions/9, 404, 40402, Version 9 not found.",
        "/subjects/a/versions/0, 422, 42202, The specified version '0' is not a valid version id",
        "/subjects/a, 404, 404, HTTP 404 Not Found",
        "/, 404, 404, HTTP 404 Not Found",
        "/apis/ccompat/v7/subjects, 404, 404, HTTP 404 Not Found",
        "/schemas/ids/1/versions, 404, 404, HTTP 404 Not Found",
    })
    void errorsHaveACodeAndAMessage(String path, int status, int code, String message) throws Exception {
        talk.register("a", "'long'");

        assertThat(talk.get(path)).isEqualTo(RegistryApi.error(status, code, message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not JSON",
                "{}",
                "{\"schema\":\"nonsense\"}",
                "{\"schema\":\"{}\",\"schemaType\":\"JSON\"}",
                "{\"schema\":\"\\\"x.A\\\"\",\"references\":[{\"name\":\"x.A\",\"subject\":\"none\",\"version\":1}]}",
            })
    void whatIsNotAnAvroSchemaIsNotTaken(String body) throws Exception {
        Answer answer = talk.post("/subjects/a/versions", body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().get("error_code").intValue()).isEqualTo(42201);
        answers("/subjects", 200, "[]");
    }

    @Test
    void requestsAreCountedAndMayBeRefused() throws Exception {
        server.unavailable(true);
        answers("/subjects", 503, "{\"error_code\":50301,\"message\":\"the registry is switched off\"}");
        server.unavailable(false);
        answers("/subjects", 200, "[]");

        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        int port = Integer.parseInt(server.url().substring(server.url().lastIndexOf(':') + 1));

        assertThatThrownBy(() -> EmbeddedRegistry.start(port))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("no schema registry can listen on port " + port + ": ");
    }
}
