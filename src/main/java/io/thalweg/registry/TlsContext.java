package io.thalweg.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Opens the stores of keys and certificates. Stateless; any thread. */
final class TlsContext {
    private static final String TRUSTSTORE = "registry.ssl.truststore";
    private static final String KEYSTORE = "registry.ssl.keystore";

    private TlsContext() {}

    /** @throws RegistrySettingsException if a store cannot be opened */
    static SSLContext of(TlsSettings settings) {
        try {
            if (settings.truststore().isEmpty() && settings.keystore().isEmpty()) {
                return SSLContext.getDefault();
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    settings.keystore().isPresent() ? keys(settings.keystore().get(), settings.keyPassword()) : null,
                    settings.truststore().isPresent()
                            ? trusted(settings.truststore().get())
                            : null,
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new RegistrySettingsException("TLS cannot be set up: " + Words.oneLine(e.getMessage()), e);
        }
    }

    private static TrustManager[] trusted(StoreFile file) {
        return open(TRUSTSTORE, file, () -> {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(file.type().equals(PemFile.TYPE) ? PemFile.certificates(file.location()) : load(file));
            return trust.getTrustManagers();
        });
    }

    private static KeyManager[] keys(StoreFile file, String keyPassword) {
        char[] password = (keyPassword.isEmpty() ? file.password() : keyPassword).toCharArray();
        return open(KEYSTORE, file, () -> {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(file.type().equals(PemFile.TYPE) ? PemFile.key(file.location(), password) : load(file), password);
            return keys.getKeyManagers();
        });
    }

    private static KeyStore load(StoreFile file) throws IOException, GeneralSecurityException {
        try (InputStream bytes = Files.newInputStream(file.location())) {
            KeyStore store = KeyStore.getInstance(file.type());
            store.load(bytes, file.password().isEmpty() ? null : file.password().toCharArray());
            return store;
        }
    }

    private static <T> T open(String key, StoreFile file, Opening<T> opening) {
        try {
            return opening.open();
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            String reason = e instanceof NoSuchFileException ? "there is no such file" : Words.oneLine(e.getMessage());
            throw new RegistrySettingsException(
                    key + ".location=" + file.location() + " cannot be used as " + file.type() + ": " + reason
                            + "; check the file, " + key + ".type and the passwords",
                    e);
        }
    }

    private interface Opening<T> {
        T open() throws IOException, GeneralSecurityException;
    }
}
