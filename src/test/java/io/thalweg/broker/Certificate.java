package io.thalweg.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A certificate for 127.0.0.1 that signs itself, made by the JDK's keytool: in a keystore with its key, and in a truststore without. */
public final class Certificate {
    public static final String PASSWORD = "keystore-hunter2";

    private final Path keystore;
    private final Path truststore;

    private Certificate(Path keystore, Path truststore) {
        this.keystore = keystore;
        this.truststore = truststore;
    }

    /** @param directory where both stores go */
    public static Certificate make(Path directory) throws IOException, InterruptedException {
        Path keystore = directory.resolve("keystore.p12");
        Path truststore = directory.resolve("truststore.p12");
        Path exported = directory.resolve("broker.crt");
        keytool(keystore, "-genkeypair", "-keyalg", "EC", "-dname", "CN=broker", "-ext", "san=ip:127.0.0.1");
        keytool(keystore, "-exportcert", "-file", exported.toString());
        keytool(truststore, "-importcert", "-noprompt", "-file", exported.toString());
        return new Certificate(keystore, truststore);
    }

    private static void keytool(Path store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "broker", "-keystore", store.toString(), "-storetype", "PKCS12"));
        command.addAll(List.of("-storepass", PASSWORD));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    }

    public String keystore() {
        return keystore.toString();
    }

    public String truststore() {
        return truststore.toString();
    }
}
