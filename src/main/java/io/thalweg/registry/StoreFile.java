package io.thalweg.registry;

import java.nio.file.Path;

/**
 * A file of certificates, or of a key with its certificates.
 *
 * @param type PKCS12, JKS or PEM
 * @param password a secret; empty is none
 */
public record StoreFile(Path location, String type, String password) {
    @Override
    public String toString() {
        return location + " (" + type + ")";
    }
}
