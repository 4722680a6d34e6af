package io.thalweg.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReferenceTest {
    private static final Path DIRECTORY = Path.of("config");

    @Test
    void theReferencePageIsWhatTheDefinitionsSay() throws IOException {
        assertThat(Files.readString(DIRECTORY.resolve("reference.md")))
                .as("config/reference.md is out of date: java -jar target/thalweg.jar config > config/reference.md")
                .isEqualTo(ThalwegConfig.reference());
    }

    @Test
    void theReferencePageNamesEveryKeyOnceAndSaysWhatItDoes() {
        Definition.CONFIG.configKeys().values().forEach(key -> {
            assertThat(key.documentation).as(key.name).isNotBlank().doesNotContain("\n");
            assertThat(ThalwegConfig.reference()).containsOnlyOnce("| `" + key.name + "` |");
        });
    }

    @Test
    void everyDefaultForKafkaIsAKeyThatKafkaKnowsAndTheUserMayChange() {
        assertThat(StreamsProperties.DEFAULTS).allSatisfy(byDefault -> {
            assertThat(StreamsKeys.names()).contains(byDefault.key());
            assertThat(byDefault.reason()).isNotBlank().doesNotContain("\n");
        });
    }

    @Test
    void everyOwnedKeyIsOneThatKafkaKnows() {
        assertThat(StreamsKeys.owned().keySet())
                .allSatisfy(key -> assertThat(List.of("streams." + key, "streams.topic." + key))
                        .anyMatch(name -> StreamsKeys.refusal(name).isPresent()));
    }

    @Test
    void theSampleFileHoldsDefaults() {
        Path sample = DIRECTORY.resolve("thalweg.properties");

        assertThat(ThalwegConfig.read(sample, List.of(), Map.of()).effective())
                .isEqualTo(ThalwegConfig.read(null, List.of(), Map.of()).effective());
    }
}
