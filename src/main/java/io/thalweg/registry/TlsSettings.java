package io.thalweg.registry;

import java.util.Optional;

/**
 * How TLS is spoken to a registry.
 *
 * @param truststore whom we trust; without it, whom the JVM trusts
 * @param keystore who we are, if the registry asks for it
 * @param keyPassword of the key in it, a secret; empty is the keystore's own
 */
public record TlsSettings(Optional<StoreFile> truststore, Optional<StoreFile> keystore, String keyPassword) {
    public static final TlsSettings JVM = new TlsSettings(Optional.empty(), Optional.empty(), "");

    @Override
    public String toString() {
        return "truststore " + truststore + ", keystore " + keystore;
    }
}
