package io.thalweg.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.config.ConfigurationException;
import io.thalweg.config.ThalwegConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Configuration files. */
final class ConfigurationTarget implements Target {
    private final Path file = TemporaryFile.create();

    @Override
    public List<byte[]> seeds() {
        return List.of(seed("""
                        # comment
                        bootstrap.servers=localhost:9092,[::1]:9093
                        application.id : clicks
                        loss=softmax
                        classes = rose,lily\\u00e4,\\
                           oak
                        hash.bits=12
                        warm.start=${env:MODEL}
                        streams.num.standby.replicas=0
                        streams.producer.linger.ms=5
                        """), seed("""
                        optimizer=sgd
                        learning.rate=1e-3
                        learning.rate.schedule=inverse-scaling
                        learning.rate.power=0.5
                        loss=quantile
                        loss.quantile=0.9
                        l1=1e-6
                        l2=0x1p-4
                        errors.tolerance=none
                        snapshot.dir=/nowhere
                        streams.sasl.jaas.config=${file:/nowhere:key}
                        """), seed("""
                        registry.url=https://a:1/apis/ccompat/v7,http://[::1]:8081
                        registry.basic.auth=alice:secret
                        registry.timeout.ms=250
                        registry.auto.register=false
                        registry.subject.naming=topic-record
                        registry.ssl.keystore.location=key.pem
                        registry.ssl.keystore.type=PEM
                        """));
    }

    private static byte[] seed(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void run(byte[] input) throws IOException {
        Files.write(file, input);
        ThalwegConfig config;
        try {
            config = ThalwegConfig.read(file, List.of(), Map.of("MODEL", "model.avro"));
        } catch (ConfigurationException e) {
            assertThat(e.errors())
                    .isNotEmpty()
                    .allSatisfy(error -> assertThat(error).isNotBlank().doesNotContain("\n", "\r"));
            return;
        }
        List<String> learning = config.learning().entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .toList();
        ThalwegConfig again = ThalwegConfig.read(null, learning, Map.of());
        assertThat(again.learner()).isEqualTo(config.learner());
        assertThat(again.learning()).isEqualTo(config.learning());
        assertThat(config.effective()).isNotEmpty();
        config.snapshots();
        config.registry();
        config.topics();
    }

    @Override
    public long mostAllocated(int length) {
        return (64 << 20) + 10_000L * length;
    }

    @Override
    public int cost() {
        return 20;
    }
}
