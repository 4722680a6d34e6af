package io.thalweg.broker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

/**
 * A broker as in production: its clients must come over TLS and say who they are (SCRAM-SHA-512), and may do what its access control lists say. It has
 * one user of its own, who may do everything. Its controller stays in plain text.
 */
public final class SecuredBroker implements AutoCloseable {
    private static final String SUPER_USER = "root";
    private static final String SUPER_PASSWORD = "root-hunter2";
    private static final String PLAIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\"";
    private static final String SCRAM =
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";";
    private static final int SCRAM_ITERATIONS = 4096;

    private final EmbeddedBroker broker;
    private final Certificate certificate;
    private final Admin admin;

    private SecuredBroker(EmbeddedBroker broker, Certificate certificate) {
        this.broker = broker;
        this.certificate = certificate;
        Properties properties = new Properties();
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        properties.putAll(tls());
        properties.put(SaslConfigs.SASL_MECHANISM, "PLAIN");
        properties.put(SaslConfigs.SASL_JAAS_CONFIG, PLAIN.formatted(SUPER_USER, SUPER_PASSWORD) + ";");
        admin = Admin.create(properties);
    }

    /** @param directory where everything goes */
    public static SecuredBroker start(Path directory) throws Exception {
        Files.createDirectories(directory);
        Certificate certificate = Certificate.make(directory);
        return new SecuredBroker(
                EmbeddedBroker.start(directory.resolve("broker"), 0, settings(certificate)), certificate);
    }

    private static Map<String, String> settings(Certificate certificate) {
        Map<String, String> settings = new HashMap<>();
        settings.put("listener.security.protocol.map", "PLAINTEXT:SASL_SSL,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512");
        settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
        settings.put(
                "listener.name.plaintext.plain.sasl.jaas.config",
                PLAIN.formatted(SUPER_USER, SUPER_PASSWORD) + " user_" + SUPER_USER + "=\"" + SUPER_PASSWORD + "\";");
        settings.put(
                "listener.name.plaintext.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        settings.put("ssl.keystore.location", certificate.keystore());
        settings.put("ssl.keystore.password", Certificate.PASSWORD);
        settings.put("ssl.truststore.location", certificate.truststore());
        settings.put("ssl.truststore.password", Certificate.PASSWORD);
        settings.put("connections.max.reauth.ms", "4000");
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("super.users", "User:" + SUPER_USER + ";User:ANONYMOUS");
        return settings;
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Client settings that trust the broker's certificate. */
    public Map<String, String> tls() {
        return Map.of(
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                "SASL_SSL",
                SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG,
                certificate.truststore(),
                SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG,
                Certificate.PASSWORD);
    }

    /** The value of {@code sasl.jaas.config} for a user. */
    public static String jaas(String user, String password) {
        return SCRAM.formatted(user, password);
    }

    /** Adds a user, or gives one another password. */
    public void user(String name, String password) throws ExecutionException, InterruptedException {
        ScramCredentialInfo scram = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, SCRAM_ITERATIONS);
        admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(name, scram, password)))
                .all()
                .get();
    }

    public void allow(Collection<AclBinding> acls) throws ExecutionException, InterruptedException {
        admin.createAcls(acls).all().get();
    }

    public void forbid(AclBindingFilter acls) throws ExecutionException, InterruptedException {
        admin.deleteAcls(List.of(acls)).all().get();
    }

    public Admin admin() {
        return admin;
    }

    @Override
    public void close() {
        admin.close();
        broker.close();
    }
}
