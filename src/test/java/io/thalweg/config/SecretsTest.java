package io.thalweg.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final String SECRET = "hunter2";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "streams.sasl.jaas.config",
                "streams.ssl.keystore.key",
                "streams.ssl.truststore.password",
                "streams.producer.ssl.key.password",
                "streams.sasl.oauthbearer.client.credentials.client.secret",
                "streams.admin.sasl.oauthbearer.assertion.private.key.passphrase",
            })
    void secretsReachTheClientsAndNothingPrinted(String key) {
        ThalwegConfig config = ThalwegConfig.read(null, List.of(key + "=" + SECRET), Map.of());

        assertThat(config.streams()).containsEntry(key.substring("streams.".length()), SECRET);
        assertThat(config.effective()).containsEntry(key, "[hidden]");
        assertThat(config.effective().toString()).doesNotContain(SECRET);
    }

    @Test
    void noErrorHoldsASecret() {
        List<String> sets = List.of(
                "streams.sasl.oauthbearer.token.endpoint.url=" + SECRET,
                "streams.sasl.login.connect.timeout.ms=${env:PIN}",
                "streams.pasword=" + SECRET,
                "learning.rate=${env:PIN}",
                "loss=${env:NONE}",
                "streams.bootstrap.servers=" + SECRET,
                "password " + SECRET);
        ConfigurationException exception = catchThrowableOfType(
                ConfigurationException.class, () -> ThalwegConfig.read(null, sets, Map.of("PIN", SECRET)));

        assertThat(exception.errors())
                .contains("learning.rate=${env:PIN} in --set: must be a number from 1e-30 to 1e30")
                .hasSizeGreaterThan(4);
        assertThat(exception).message().doesNotContain(SECRET);
    }

    @Test
    void kafkasOwnMessagesHoldNoReferencedValue() {
        List<String> sets = List.of("streams.producer.max.in.flight.requests.per.connection=${env:PIN}");

        assertThat(catchThrowableOfType(
                                ConfigurationException.class,
                                () -> ThalwegConfig.read(null, sets, Map.of("PIN", "9876543")))
                        .errors())
                .singleElement()
                .asString()
                .startsWith("streams.*: ")
                .contains("[hidden]")
                .doesNotContain("9876543");
    }

    @Test
    void linesOfAKeyInPemThatDoNotContinueAreNotShown(@TempDir Path directory) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        String key = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        Path file = Files.writeString(
                directory.resolve("f.properties"), "streams.ssl.keystore.key=-----BEGIN PRIVATE KEY-----\n" + key);
        ConfigurationException exception =
                catchThrowableOfType(ConfigurationException.class, () -> ThalwegConfig.read(file, List.of(), Map.of()));

        assertThat(exception.errors()).hasSizeGreaterThan(20);
        assertThat(key.lines())
                .allSatisfy(line -> assertThat(exception.getMessage())
                        .doesNotContain(line.substring(0, Math.min(20, line.length()))));
    }

    @Test
    void theShortLastLineOfAKeyInPemIsNotShown(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("f.properties"), "MIIE".repeat(16) + "\nQgAb\nmy.Key=1\n");

        assertThat(catchThrowableOfType(
                                ConfigurationException.class, () -> ThalwegConfig.read(file, List.of(), Map.of()))
                        .errors())
                .hasSize(3)
                .anyMatch(error -> error.startsWith("unknown key my.Key in "))
                .noneMatch(error -> error.contains("MIIE") || error.contains("QgAb"));
    }

    @Test
    void whatOnlyLooksLikeAReferenceInASecretIsNotShown() {
        String jaas = "x required password=\"${strong:" + SECRET + "}\";";

        assertThat(catchThrowableOfType(
                        ConfigurationException.class,
                        () -> ThalwegConfig.read(null, List.of("streams.sasl.jaas.config=" + jaas), Map.of())))
                .hasMessageContaining("${strong:…} is not known")
                .message()
                .doesNotContain(SECRET);
    }

    @Test
    void messagesOfOthersLoseEveryPartOfASecret() {
        ThalwegConfig config = ThalwegConfig.read(
                null,
                List.of("streams.sasl.jaas.config=alice " + SECRET + " ;", "streams.client.id=${env:ID}"),
                Map.of("ID", "model-7"));

        assertThat(config.withoutSecrets("invalid flag '" + SECRET + "'\nfor model-7 in JAAS config"))
                .isEqualTo("invalid flag '[hidden]' for [hidden] in JAAS config");
    }

    @Test
    void anEmptySecretLeavesMessagesAsTheyAre() {
        assertThat(withoutSecrets("no host is known", "streams.ssl.key.password="))
                .isEqualTo("no host is known");
    }

    @Test
    void aSecretThatBeginsOrEndsAnotherDoesNotShowTheRest() {
        String[] sets = {
            "streams.ssl.key.password=abc",
            "streams.ssl.keystore.password=abcdef",
            "streams.ssl.truststore.password=efghi"
        };

        assertThat(withoutSecrets("not abcdef, abcdefghi or abc", sets))
                .isEqualTo("not [hidden], [hidden] or [hidden]");
    }

    @Test
    void aShortValueIsHiddenOnlyIfItIsASecret() {
        assertThat(withoutSecrets("1 of 12 at b:1", "streams.client.id=${env:N}", "streams.ssl.key.password=b"))
                .isEqualTo("1 of 12 at [hidden]:1");
    }

    private static String withoutSecrets(String message, String... sets) {
        return ThalwegConfig.read(null, List.of(sets), Map.of("N", "1")).withoutSecrets(message);
    }

    @Test
    void theUserInAUrlIsNotShown() {
        String key = "streams.sasl.oauthbearer.jwks.endpoint.url";
        ThalwegConfig config =
                ThalwegConfig.read(null, List.of(key + "=https://alice:" + SECRET + "@keys.example.org/a@b"), Map.of());

        assertThat(config.effective()).containsEntry(key, "https://[hidden]@keys.example.org/a@b");
    }

    @Test
    void aReferencedValueIsPrintedAsItsReference() {
        ThalwegConfig config = ThalwegConfig.read(null, List.of("application.id=${env:ID}"), Map.of("ID", "model-7"));

        assertThat(config.applicationId()).isEqualTo("model-7");
        assertThat(config.effective()).containsEntry("application.id", "${env:ID}");
    }
}
