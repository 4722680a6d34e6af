package io.thalweg.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
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
        byte[] bytes = Files.readAllBytes(file.location());
        KeyStore store = KeyStore.getInstance(file.type());
        try {
            store.load(
                    new ByteArrayInputStream(bytes),
                    file.password().isEmpty() ? null : file.password().toCharArray());
            return store;
        } catch (IOException e) {
            if (e.getCause() instanceof UnrecoverableKeyException) {
                throw e;
            }
            throw new IOException("it is not a store of that type; the types are PKCS12, JKS and PEM", e);
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
