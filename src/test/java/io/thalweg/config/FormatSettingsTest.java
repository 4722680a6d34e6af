package io.thalweg.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatSettingsTest {
    @TempDir
    private Path folder;

    private Path click;

    @BeforeEach
    void writeSchemas() throws Exception {
        click = Files.writeString(
                folder.resolve("click.avsc"), "{\"type\":\"record\",\"name\":\"Click\",\"fields\":[]}");
        Files.writeString(folder.resolve("notes.txt"), "not a schema");
    }

    private static FormatSettings formats(String... settings) {
        return ThalwegConfig.read(null, List.of(settings), Map.of()).formats();
    }

    @Test
    void recordsAreInSingleObjectEncodingByDefault() {
        assertThat(formats())
                .isEqualTo(new FormatSettings(
                        new TopicFormat("examples", InputFormat.SINGLE_OBJECT, List.of()), Optional.empty(), false));
    }

    @Test
    void readsTheSchemaOfRawRecords() {
        assertThat(formats("examples.format=raw", "examples.schema=" + click)
                        .examples()
                        .schemas())
                .extracting(Schema::getName)
                .containsExactly("Click");
    }

    @Test
    void readsAllSchemasOfAFolder() throws Exception {
        Files.writeString(folder.resolve("a.avsc"), "{\"type\":\"record\",\"name\":\"A\",\"fields\":[]}");
        assertThat(formats("examples.schema=" + folder).examples().schemas())
                .extracting(Schema::getName)
                .containsExactly("A", "Click");
    }

    @Test
    void labelsAreWrittenAsExamplesUnlessTheirOwnFormatIsGiven() {
        assertThat(formats("labels.topic=clicks").labels())
                .contains(new TopicFormat("labels", InputFormat.SINGLE_OBJECT, List.of()));
        assertThat(formats("labels.topic=clicks", "labels.format=json").labels())
                .contains(new TopicFormat("labels", InputFormat.JSON, List.of()));
        assertThat(formats("labels.topic=clicks").examples().format()).isEqualTo(InputFormat.SINGLE_OBJECT);
        refuses("labels.topic=clicks labels.format=raw", "name its .avsc file in labels.schema");
        refuses("labels.topic=clicks labels.format=confluent", "set registry.url to its address");
    }

    @Test
    void refusesWhatIsNoSchema() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.avsc"), "{\"type\":");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        refuses("examples.schema=" + folder, ": " + broken + " is not an Avro schema: Unexpected end-of-input");
        refuses("examples.schema=" + empty, ": there is no .avsc file in " + empty);
        Path none = folder.resolve("none");
        refuses(
                "examples.schema=" + none,
                "examples.schema=" + none + " in --set: " + none
                        + " does not exist; it must be an .avsc file or a folder of them");
    }

    @Test
    void rawRecordsNeedOneSchema() {
        assertThatThrownBy(() -> formats("examples.format=raw"))
                .hasMessageContaining("examples.format=raw in --set: records without a header do not say what they were"
                        + " written with; name its .avsc file in examples.schema");
        assertThatThrownBy(() -> formats("examples.format=raw", "examples.schema=" + folder))
                .hasMessageContaining("all raw records have one schema; name its .avsc file, not a folder");
    }

    @Test
    void theRegistryHasTheSchemasOfConfluentRecords() {
        assertThatThrownBy(() -> formats("examples.format=confluent", "examples.schema=" + click))
                .hasMessageContaining("examples.format=confluent in --set and examples.schema=" + click
                        + " in --set: the registry has the schemas; leave examples.schema out, or set"
                        + " examples.format=single-object or raw");
    }

    @Test
    void jsonHasNoSchema() {
        assertThatThrownBy(() -> formats("examples.format=json", "examples.schema=" + click))
                .hasMessageContaining(": JSON is read without a schema; leave examples.schema out");
    }

    @Test
    void idsNeedARegistry() {
        assertThatThrownBy(() -> formats("outputs.format=confluent"))
                .hasMessageContaining(
                        "outputs.format=confluent in --set and registry.url= by default: the ids of schemas"
                                + " are a registry's; set registry.url to its address");
        assertThat(formats("outputs.format=confluent", "registry.url=http://localhost:8081"))
                .isEqualTo(new FormatSettings(
                        new TopicFormat("examples", InputFormat.SINGLE_OBJECT, List.of()), Optional.empty(), true));
        assertThat(formats("examples.format=confluent", "registry.url=http://localhost:8081")
                        .useRegistry())
                .isTrue();
        assertThat(formats().useRegistry()).isFalse();
    }

    private static void refuses(String settings, String reason) {
        assertThatThrownBy(() -> formats(settings.split(" ")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }
}
