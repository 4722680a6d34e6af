package io.thalweg.registry;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * How to reach a schema registry, and what to do with schemas of our own. Printed, it shows no secret.
 *
 * @param urls one or more addresses of the same registry, http or https, with the path under which its API is; without a user
 * @param timeout of one request; above zero
 * @param autoRegister whether schemas of our own are registered, or only looked up
 */
public record RegistrySettings(
        List<URI> urls,
        Credentials credentials,
        TlsSettings tls,
        Duration timeout,
        boolean autoRegister,
        SubjectNaming naming) {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    public RegistrySettings {
        urls = List.copyOf(urls);
        if (urls.isEmpty() || urls.stream().anyMatch(url -> url.getHost() == null || url.getRawUserInfo() != null)) {
            throw new IllegalArgumentException("registry.url must be addresses with a host and without a user");
        }
    }

    /** One address, and everything else by default. */
    public static RegistrySettings of(String url) {
        return new RegistrySettings(
                List.of(URI.create(url)),
                new Credentials.Anonymous(),
                TlsSettings.JVM,
                TIMEOUT,
                true,
                SubjectNaming.TOPIC);
    }
}
