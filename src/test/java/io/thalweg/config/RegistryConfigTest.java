package io.thalweg.config;

import static io.thalweg.config.ConfigurationErrorsTest.errors;
import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.registry.Credentials;
import io.thalweg.registry.RegistrySettings;
import io.thalweg.registry.StoreFile;
import io.thalweg.registry.SubjectNaming;
import io.thalweg.registry.TlsSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryConfigTest {
    private static final String URLS_ALLOWED =
            "must be http:// or https:// addresses of one registry with commas between them, none twice, each with a port from"
                    + " 1 to 65535 or none, without a query and without a user: registry.basic.auth and registry.bearer.token are for that";
    private static final String SECRET = "hunter2";

    private static RegistrySettings settings(String... sets) {
        return ThalwegConfig.read(null, List.of(sets), Map.of()).registry().orElseThrow();
    }

    @Test
    void withoutAnAddressThereIsNoRegistry() {
        assertThat(ThalwegConfig.read(null, List.of(), Map.of()).registry()).isEmpty();
    }

    @Test
    void anAddressIsEnough() {
        assertThat(settings("registry.url=http://my-registry:8081"))
                .isEqualTo(new RegistrySettings(
                        List.of(URI.create("http://my-registry:8081")),
                        new Credentials.Anonymous(),
                        TlsSettings.JVM,
                        Duration.ofSeconds(5),
                        true,
                        SubjectNaming.TOPIC));
    }

    @Test
    void everySettingArrives() {
        RegistrySettings settings = settings(
                "registry.url=https://a:1/apis/ccompat/v7, https://[::1]:2",
                "registry.basic.auth=alice:pass:word",
                "registry.timeout.ms=250",
                "registry.auto.register=false",
                "registry.subject.naming=topic-record",
                "registry.ssl.truststore.location=t.pem",
                "registry.ssl.truststore.type=PEM",
                "registry.ssl.keystore.location=k.jks",
                "registry.ssl.keystore.type=JKS",
                "registry.ssl.keystore.password=store",
                "registry.ssl.key.password=key");

        assertThat(settings)
                .isEqualTo(new RegistrySettings(
                        List.of(URI.create("https://a:1/apis/ccompat/v7"), URI.create("https://[::1]:2")),
                        new Credentials.Basic("alice", "pass:word"),
                        new TlsSettings(
                                Optional.of(new StoreFile(Path.of("t.pem"), "PEM", "")),
                                Optional.of(new StoreFile(Path.of("k.jks"), "JKS", "store")),
                                "key"),
                        Duration.ofMillis(250),
                        false,
                        SubjectNaming.TOPIC_RECORD));
        assertThat(settings("registry.url=http://a", "registry.bearer.token=t").credentials())
                .isEqualTo(new Credentials.Bearer("t"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:8081",
                "ftp://a",
                "http://",
                "http:a",
                "http://my_registry",
                "http://a:70000",
                "http://a b",
                "http://a,http://a",
                "http://a,,http://b",
                "http://a?x=1",
                "http://a#x",
            })
    void addressesAreUrlsOfRegistries(String url) {
        assertThat(errors("registry.url=" + url)).containsExactly("registry.url=" + url + " in --set: " + URLS_ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://alice:hunter2@a:1",
                "http://b,http://alice:hunter2@a:1",
                "http://alice:hun/hunter2@a:1",
                "http://alice:hun,hunter2@a:1",
                "http://alice:hun hunter2@a:1",
                "http://alice:hun@hunter2@a:1",
                "alice:hunter2@a:1",
            })
    void aUserInAnAddressIsRefusedUnseen(String url) {
        assertThat(errors("registry.url=" + url))
                .containsExactly("registry.url=[hidden]@a:1 in --set: " + URLS_ALLOWED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "registry.basic.auth=hunter2            | user:password, or empty",
                "registry.basic.auth=:hunter2           | user:password, or empty",
                "registry.bearer.token=hunter2 hunter2  | a token of visible ASCII characters without blanks, or empty",
                "registry.bearer.token=hunter2ü         | a token of visible ASCII characters without blanks, or empty",
            })
    void credentialsOfTheWrongFormAreRefusedUnseen(String set, String allowed) {
        String key = set.substring(0, set.indexOf('='));

        assertThat(errors("registry.url=http://a", set))
                .containsExactly(key + "=[hidden] in --set: must be " + allowed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "registry.timeout.ms=0                | an integer from 1 to 300000",
                "registry.auto.register=maybe         | true or false",
                "registry.subject.naming=subject      | topic or record or topic-record",
                "registry.ssl.truststore.type=BKS     | PKCS12 or JKS or PEM",
            })
    void aValueThatIsNotAllowedIsNamedWithWhatIs(String set, String allowed) {
        assertThat(errors("registry.url=http://a", set)).containsExactly(set + " in --set: must be " + allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registry.basic.auth=alice:hunter2",
                "registry.bearer.token=hunter2",
                "registry.timeout.ms=1",
                "registry.ssl.truststore.location=hunter2",
            })
    void settingsOfARegistryNeedOne(String set) {
        assertThat(errors(set))
                .singleElement()
                .asString()
                .startsWith(set.substring(0, set.indexOf('=')))
                .endsWith(
                        " in --set and registry.url= by default: there is no registry to ask; set registry.url, or leave it"
                                + " out")
                .satisfies(error -> assertThat(error.contains(SECRET)).isEqualTo(set.contains("location")));
    }

    @Test
    void oneKindOfCredentialsIsTold() {
        assertThat(errors(
                        "registry.url=http://a", "registry.basic.auth=alice:hunter2", "registry.bearer.token=hunter2"))
                .containsExactly(
                        "registry.basic.auth=[hidden] in --set and registry.bearer.token=[hidden] in --set: the registry is"
                                + " told one of them; leave the other out");
        assertThat(settings("registry.url=http://a", "registry.basic.auth=", "registry.bearer.token=t")
                        .credentials())
                .isEqualTo(new Credentials.Bearer("t"));
    }

    @Test
    void settingsOfTlsNeedAnAddressThatSpeaksIt() {
        assertThat(errors("registry.url=http://a,http://b", "registry.ssl.truststore.location=t.p12"))
                .containsExactly(
                        "registry.ssl.truststore.location=t.p12 in --set and registry.url=http://a,http://b in --set: no"
                                + " address speaks TLS; use https://, or leave it out");
        assertThat(settings("registry.url=http://a,HTTPS://b", "registry.ssl.truststore.location=t.p12")
                        .tls()
                        .truststore())
                .isPresent();
    }

    @Test
    void passwordsAndTypesBelongToFiles() {
        assertThat(errors(
                        "registry.url=https://a",
                        "registry.ssl.truststore.password=hunter2",
                        "registry.ssl.truststore.type=JKS",
                        "registry.ssl.keystore.location=k.pem",
                        "registry.ssl.keystore.type=PEM",
                        "registry.ssl.key.password=hunter2"))
                .containsExactly(
                        "registry.ssl.truststore.type=JKS in --set and registry.ssl.truststore.location= by default: there is"
                                + " no file of that type; set registry.ssl.truststore.location, or leave it out",
                        "registry.ssl.truststore.password=[hidden] in --set and registry.ssl.truststore.location= by default:"
                                + " there is no file to open with it; set registry.ssl.truststore.location, or leave it out",
                        "registry.ssl.key.password=[hidden] in --set and registry.ssl.keystore.type=PEM in --set: files in PEM"
                                + " are read without a password; leave it out, or use PKCS12");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registry.basic.auth=alice:hunter2",
                "registry.bearer.token=hunter2",
                "registry.ssl.truststore.password=hunter2",
                "registry.ssl.keystore.password=hunter2",
                "registry.ssl.key.password=hunter2",
            })
    void secretsAreNotPrinted(String set) {
        ThalwegConfig config = ThalwegConfig.read(
                null,
                List.of(
                        "registry.url=https://a",
                        "registry.ssl.truststore.location=t",
                        "registry.ssl.keystore.location=k",
                        set),
                Map.of());

        assertThat(config.effective()).containsEntry(set.substring(0, set.indexOf('=')), "[hidden]");
        assertThat(config.effective().toString()).doesNotContain(SECRET);
        assertThat(config.registry().toString()).doesNotContain(SECRET);
        assertThat(config.withoutSecrets("said " + set.substring(set.indexOf('=') + 1)))
                .isEqualTo("said [hidden]");
        assertThat(errors(set.replace('=', ' '))).noneMatch(error -> error.contains(SECRET));
        assertThat(errors(set.replaceFirst("registry", "registri"))).noneMatch(error -> error.contains(SECRET));
    }

    @Test
    void theEnvironmentNamesTheRegistryToo() {
        Map<String, String> environment =
                Map.of("THALWEG_REGISTRY_URL", "http://a", "THALWEG_REGISTRY_BEARER_TOKEN", "t");

        assertThat(ThalwegConfig.read(null, List.of(), environment).registry())
                .map(RegistrySettings::credentials)
                .contains(new Credentials.Bearer("t"));
    }
}
