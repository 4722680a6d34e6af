package io.thalweg.config;

import io.thalweg.registry.Credentials;
import io.thalweg.registry.RegistrySettings;
import io.thalweg.registry.StoreFile;
import io.thalweg.registry.SubjectNaming;
import io.thalweg.registry.TlsSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the settings of the schema registry may be, one by one, and what they make together. Stateless; any thread. */
final class RegistryKeys {
    static final Allowed URLS = new Allowed(
            "http:// or https:// addresses of one registry with commas between them, none twice, each with a port from 1 to 65535 or none,"
                    + " without a query and without a user: registry.basic.auth and registry.bearer.token are for that",
            value -> {
                List<?> urls = (List<?>) value;
                return new HashSet<>(urls).size() == urls.size()
                        && urls.stream().allMatch(RegistryKeys::isUrl);
            });
    static final Allowed USER_AND_PASSWORD =
            new Allowed("user:password, or empty", value -> ((String) value).matches("|[^:\\p{Cntrl}]+:\\P{Cntrl}*"));
    static final Allowed TOKEN = new Allowed(
            "a token of visible ASCII characters without blanks, or empty",
            value -> ((String) value).matches("[\\x21-\\x7e]*"));

    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Pattern HTTPS = Pattern.compile("(?i)https:.*");

    private RegistryKeys() {}

    private static boolean isUrl(Object text) {
        try {
            URI url = new URI((String) text);
            return url.getScheme() != null
                    && SCHEMES.contains(url.getScheme().toLowerCase(Locale.ROOT))
                    && url.getHost() != null
                    && url.getPort() != 0
                    && url.getPort() <= 65_535
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    static boolean isHttps(String url) {
        return HTTPS.matcher(url).matches();
    }

    /** Empty without an address. */
    static Optional<RegistrySettings> settings(Values values) {
        List<URI> urls =
                values.list(Keys.REGISTRY_URL).stream().map(URI::create).toList();
        return urls.isEmpty()
                ? Optional.empty()
                : Optional.of(new RegistrySettings(
                        urls,
                        credentials(values),
                        tls(values),
                        Duration.ofMillis(values.integer(Keys.REGISTRY_TIMEOUT_MS)),
                        values.flag(Keys.REGISTRY_AUTO_REGISTER),
                        SubjectNaming.valueOf(values.text(Keys.REGISTRY_SUBJECT_NAMING)
                                .replace('-', '_')
                                .toUpperCase(Locale.ROOT))));
    }

    private static Credentials credentials(Values values) {
        String basic = values.text(Keys.REGISTRY_BASIC_AUTH);
        String token = values.text(Keys.REGISTRY_BEARER_TOKEN);
        if (!basic.isEmpty()) {
            int colon = basic.indexOf(':');
            return new Credentials.Basic(basic.substring(0, colon), basic.substring(colon + 1));
        }
        return token.isEmpty() ? new Credentials.Anonymous() : new Credentials.Bearer(token);
    }

    private static TlsSettings tls(Values values) {
        return new TlsSettings(
                store(
                        values,
                        Keys.REGISTRY_TRUSTSTORE_LOCATION,
                        Keys.REGISTRY_TRUSTSTORE_TYPE,
                        Keys.REGISTRY_TRUSTSTORE_PASSWORD),
                store(
                        values,
                        Keys.REGISTRY_KEYSTORE_LOCATION,
                        Keys.REGISTRY_KEYSTORE_TYPE,
                        Keys.REGISTRY_KEYSTORE_PASSWORD),
                values.text(Keys.REGISTRY_KEY_PASSWORD));
    }

    private static Optional<StoreFile> store(Values values, String location, String type, String password) {
        return Optional.of(values.text(location))
                .filter(path -> !path.isEmpty())
                .map(path -> new StoreFile(Path.of(path), values.text(type), values.text(password)));
    }
}
