package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.mapping.FieldKinds;
import io.thalweg.registry.EmbeddedRegistry;
import io.thalweg.registry.RegistrySettings;
import io.thalweg.registry.RestRegistry;
import io.thalweg.serde.ExampleDecoder;
import io.thalweg.serde.FieldWatch;
import io.thalweg.serde.LabeledExampleEncoder;
import io.thalweg.serde.PublishedSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatsTest {
    private static ThalwegConfig config(String... settings) {
        return ThalwegConfig.read(null, List.of(settings), Map.of());
    }

    @Test
    void aRegistryThatIsDownAtStartIsExitCode3() {
        String url;
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(0)) {
            url = registry.url();
        }
        ThalwegConfig config = config("outputs.format=confluent", "registry.url=" + url);
        Failure told = Failures.of(catchThrowable(() -> Formats.reach(config)));
        assertThat(told.exitCode()).isEqualTo(Failure.UNREACHABLE);
        assertThat(told).hasMessageContaining(url);
    }

    @Test
    void noRegistryIsAskedIfNoFormatNeedsOne() {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(0);
                Formats formats = Formats.reach(config("registry.url=" + registry.url()))) {
            assertThat(formats.wire()).isNotNull();
            assertThat(registry.requests()).isZero();
        }
    }

    @Test
    void theSchemasOfTheOutputsAreRegisteredAsPublished() {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(0);
                RestRegistry client = new RestRegistry(RegistrySettings.of(registry.url()))) {
            ThalwegConfig config = config("outputs.format=confluent", "registry.url=" + registry.url());
            Formats.reach(config).close();
            long requests = registry.requests();
            assertThat(requests).isEqualTo(4);
            int id = client.register("predictions-value", PublishedSchema.PREDICTION.schema());
            assertThat(client.schema(id).toString())
                    .isEqualTo(PublishedSchema.PREDICTION.schema().toString());
            Formats.reach(config).close();
            assertThat(client.register("predictions-value", PublishedSchema.PREDICTION.schema()))
                    .as("the same at every start")
                    .isEqualTo(id);
        }
    }

    @Test
    void whatThalwegWritesToTheExamplesTopicIsWhatItReadsThere() {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(0)) {
            ThalwegConfig config = config("examples.format=confluent", "registry.url=" + registry.url());
            LabeledExampleEncoder encoder = new LabeledExampleEncoder(Formats.ofExamples(config));
            encoder.begin();
            encoder.id("ex-1");
            encoder.indexed(3, 1);
            try (Formats formats = Formats.reach(config)) {
                ExampleDecoder decoder = formats.wire().exampleDecoder(new FieldKinds(), FieldWatch.none());
                ExampleBuilder read = new ExampleBuilder(4, 10);
                decoder.decode(encoder.encode(), read);
                assertThat(read.build().id()).isEqualTo("ex-1");
            }
        }
    }

    @Test
    void examplesAreNotWrittenWithoutAHeader(@TempDir Path folder) throws Exception {
        Path schema = Files.writeString(folder.resolve("a.avsc"), "{\"type\":\"record\",\"name\":\"A\",\"fields\":[]}");
        assertThatThrownBy(() -> Formats.ofExamples(config("examples.format=raw", "examples.schema=" + schema)))
                .isInstanceOf(Failure.class)
                .hasMessage("examples.format is raw; examples can be written in single-object or confluent only");
    }
}
