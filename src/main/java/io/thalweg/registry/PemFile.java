package io.thalweg.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and keys as text, RFC 7468: certificates one after the other, and a key in PKCS #8 without a password. Stateless; any thread. */
final class PemFile {
    static final String TYPE = "PEM";

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\\s]+-----END CERTIFICATE-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    private PemFile() {}

    /** A truststore of every certificate in the file. */
    static KeyStore certificates(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = empty();
        for (Certificate certificate : chain(file)) {
            store.setCertificateEntry("certificate-" + store.size(), certificate);
        }
        return store;
    }

    /** A keystore of the key in the file and its certificates, the key's own first. */
    static KeyStore key(Path file, char[] password) throws IOException, GeneralSecurityException {
        Matcher key = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!key.find()) {
            throw new IOException("it has no PRIVATE KEY in PKCS #8 without a password");
        }
        KeyStore store = empty();
        store.setKeyEntry(
                "key",
                privateKey(Base64.getMimeDecoder().decode(key.group(1))),
                password,
                chain(file).toArray(new Certificate[0]));
        return store;
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Collection<? extends Certificate> chain(Path file) throws IOException, GeneralSecurityException {
        StringBuilder certificates = new StringBuilder();
        Matcher certificate = CERTIFICATE.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        while (certificate.find()) {
            certificates.append(certificate.group()).append('\n');
        }
        if (certificates.isEmpty()) {
            throw new IOException("it has no CERTIFICATE");
        }
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(
                        new ByteArrayInputStream(certificates.toString().getBytes(StandardCharsets.US_ASCII)));
    }

    private static PrivateKey privateKey(byte[] encoded) throws GeneralSecurityException {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException e) {
                // of another algorithm
            }
        }
        throw new InvalidKeySpecException("its key is of none of " + String.join(", ", ALGORITHMS));
    }
}
