package io.thalweg.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.thalweg.broker.Certificate;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who asks, who answers, and who must not know. */
class SecuredRegistryTest {
    private static final String SECRET = "hunter2:ü";
    private static final Credentials NOBODY = new Credentials.Anonymous();

    @TempDir
    private static Path directory;

    private static StoreFile keystore;
    private static StoreFile truststore;
    private static SSLContext tls;

    @BeforeAll
    static void makeCertificate() throws Exception {
        Certificate certificate = Certificate.make(directory);
        keystore = new StoreFile(Path.of(certificate.keystore()), "PKCS12", Certificate.PASSWORD);
        truststore = new StoreFile(Path.of(certificate.truststore()), "PKCS12", Certificate.PASSWORD);
        tls = TlsContext.of(new TlsSettings(Optional.of(truststore), Optional.of(keystore), ""));
    }

    private static RestRegistry client(String url, Credentials credentials, TlsSettings tls) {
        return new RestRegistry(
                new RegistrySettings(
                        List.of(URI.create(url)), credentials, tls, Duration.ofSeconds(20), true, SubjectNaming.TOPIC),
                new RecordedPatience());
    }

    static List<Credentials> credentials() {
        return List.of(new Credentials.Basic("alice", SECRET), new Credentials.Bearer("eyJ0.a-b_c~d+/="));
    }

    @ParameterizedTest
    @MethodSource("credentials")
    void onlyWhoIsKnownGetsAnswers(Credentials known) {
        try (EmbeddedRegistry server = EmbeddedRegistry.start(0, known, Optional.empty())) {
            client(server.url(), known, TlsSettings.JVM).check();
            for (Credentials other :
                    List.of(NOBODY, new Credentials.Basic("alice", "guess"), new Credentials.Bearer("guess"))) {
                assertThatThrownBy(() ->
                                client(server.url(), other, TlsSettings.JVM).check())
                        .isInstanceOf(RegistryUnavailableException.class)
                        .hasMessage(
                                "the schema registry cannot be asked: " + server.url() + " (HTTP 401: Unauthorized);"
                                        + " check registry.basic.auth or registry.bearer.token, and what that user may do");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("credentials")
    void settingsArePrintedWithoutTheirSecrets(Credentials credentials) {
        RegistrySettings settings = new RegistrySettings(
                List.of(URI.create("https://registry")),
                credentials,
                new TlsSettings(Optional.of(truststore), Optional.of(keystore), SECRET),
                Duration.ofSeconds(1),
                true,
                SubjectNaming.RECORD);

        assertThat(settings.toString())
                .contains("https://registry", "keystore.p12")
                .doesNotContain(SECRET)
                .doesNotContain(Certificate.PASSWORD)
                .doesNotContain(credentials.secrets());
    }

    @Test
    void aCertificateThatIsTrustedIsEnough() throws Exception {
        StoreFile pem = new StoreFile(pemFile("trusted.pem", false), "PEM", "");
        try (EmbeddedRegistry server = EmbeddedRegistry.start(0, NOBODY, Optional.of(tls))) {
            assertThat(server.url()).startsWith("https://");
            for (StoreFile trusted : List.of(truststore, pem)) {
                client(server.url(), NOBODY, new TlsSettings(Optional.of(trusted), Optional.empty(), ""))
                        .check();
            }
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsToldAtOnce() {
        try (EmbeddedRegistry server = EmbeddedRegistry.start(0, NOBODY, Optional.of(tls))) {
            assertThatThrownBy(
                            () -> client(server.url(), NOBODY, TlsSettings.JVM).check())
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining(server.url() + " (TLS fails: unable to find valid certification path")
                    .hasMessageEndingWith("check registry.ssl.* and the registry's certificate");
            assertThat(server.requests()).isZero();
        }
    }

    @Test
    void aCertificateIsForItsHostAlone() {
        try (EmbeddedRegistry server = EmbeddedRegistry.start(0, NOBODY, Optional.of(tls))) {
            String otherName = server.url().replace("127.0.0.1", "localhost");
            TlsSettings trusting = new TlsSettings(Optional.of(truststore), Optional.empty(), "");

            assertThatThrownBy(() -> client(otherName, NOBODY, trusting).check())
                    .hasMessageContaining("No name matching localhost found");
        }
    }

    @Test
    void aRegistryThatAsksForOurCertificateGetsIt() throws Exception {
        StoreFile pem = new StoreFile(pemFile("key.pem", true), "PEM", "");
        try (CannedRegistry server =
                CannedRegistry.on(demandingCertificates(), exchange -> CannedRegistry.answer(exchange, 200, "[]"))) {
            String url = "https://127.0.0.1:" + server.port();
            for (StoreFile own : List.of(keystore, pem)) {
                TlsSettings ours = new TlsSettings(Optional.of(truststore), Optional.of(own), "");
                assertThatCode(() -> client(url, NOBODY, ours).check()).doesNotThrowAnyException();
            }
            TlsSettings without = new TlsSettings(Optional.of(truststore), Optional.empty(), "");
            assertThatThrownBy(() -> client(url, NOBODY, without).check())
                    .isInstanceOf(RegistryUnavailableException.class);
        }
    }

    private static HttpsServer demandingCertificates() throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters demanding = getSSLContext().getDefaultSSLParameters();
                demanding.setNeedClientAuth(true);
                parameters.setSSLParameters(demanding);
            }
        });
        return server;
    }

    private static Path pemFile(String name, boolean withKey) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(keystore.location())) {
            store.load(bytes, Certificate.PASSWORD.toCharArray());
        }
        String certificate = pem("CERTIFICATE", store.getCertificate("broker").getEncoded());
        String key = pem(
                "PRIVATE KEY",
                store.getKey("broker", Certificate.PASSWORD.toCharArray()).getEncoded());
        return Files.writeString(directory.resolve(name), "subject: somebody\n" + (withKey ? key : "") + certificate);
    }

    private static String pem(String label, byte[] encoded) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
    }

    @Test
    void aStoreThatCannotBeOpenedIsNamedWithTheReason() throws IOException {
        Path text = Files.writeString(directory.resolve("text"), "not a store");
        Path missing = directory.resolve("missing.p12");
        refused(new StoreFile(missing, "PKCS12", ""), "there is no such file");
        refused(new StoreFile(text, "PKCS12", ""), "cannot be used as PKCS12: ");
        refused(new StoreFile(text, "JKS", ""), "cannot be used as JKS: ");
        refused(new StoreFile(text, "PEM", ""), "cannot be used as PEM: it has no CERTIFICATE");
        refused(new StoreFile(truststore.location(), "PKCS12", SECRET), "password was incorrect");
        assertThatThrownBy(() -> TlsContext.of(
                        new TlsSettings(Optional.empty(), Optional.of(new StoreFile(text, "PEM", "")), "")))
                .isInstanceOf(RegistrySettingsException.class)
                .hasMessageStartingWith("registry.ssl.keystore.location=" + text)
                .hasMessageContaining("it has no PRIVATE KEY in PKCS #8 without a password");
    }

    private static void refused(StoreFile file, String reason) {
        assertThatThrownBy(() -> TlsContext.of(new TlsSettings(Optional.of(file), Optional.empty(), "")))
                .isInstanceOf(RegistrySettingsException.class)
                .hasMessageStartingWith("registry.ssl.truststore.location=" + file.location())
                .hasMessageContaining(reason)
                .hasMessageEndingWith("check the file, registry.ssl.truststore.type and the passwords")
                .hasMessageNotContaining(SECRET);
    }
}
