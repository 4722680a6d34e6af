package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.thalweg.cli.Terminal.Outcome;
import io.thalweg.generator.AdStream;
import io.thalweg.registry.EmbeddedRegistry;
import io.thalweg.registry.RegistrySettings;
import io.thalweg.registry.RestRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class AdsDemoIT {
    private static final List<String> OF_IMPRESSIONS = List.of("matched", "expired", "repeated", "pending");
    private static final List<String> OF_CLICKS =
            List.of("matched", "duplicate", "correction", "late", "orphan", "early");

    private static JsonNode demo(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "demo",
                "--scenario",
                "ads",
                "--examples",
                "4000",
                "--set",
                "hash.bits=16",
                "--set",
                "snapshot.every=0",
                "--json"));
        arguments.addAll(List.of(more));
        Outcome outcome = Terminal.run(arguments.toArray(String[]::new));
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        return outcome.json();
    }

    private static long sum(JsonNode labels, List<String> names) {
        return names.stream().mapToLong(name -> labels.get(name).asLong()).sum();
    }

    @Test
    void accountsForEveryImpressionAndEveryClickAlikeTwice() throws Exception {
        JsonNode first = demo("--seed", "5");
        JsonNode labels = first.get("labels");
        assertThat(first.get("accounted").asBoolean()).isTrue();
        assertThat(first.get("differences")).isEmpty();
        assertThat(sum(labels, OF_IMPRESSIONS))
                .isEqualTo(first.get("impressionsSent").asLong());
        assertThat(sum(labels, OF_CLICKS)).isEqualTo(first.get("clicksSent").asLong());
        assertThat(Stream.of("matched", "expired", "repeated", "duplicate", "correction", "late", "orphan"))
                .allMatch(name -> labels.get(name).asLong() > 0);
        assertThat(labels.get("pending").asLong()).isEqualTo(AdStream.CLOSING);
        assertThat(first.get("meanLoss").asDouble())
                .isBetween(
                        first.get("bestPossibleLoss").asDouble(),
                        first.get("baselineLoss").asDouble());

        JsonNode second = demo("--seed", "5");
        assertThat(second.get("labels")).isEqualTo(labels);
        assertThat(second.get("meanLoss")).isEqualTo(first.get("meanLoss"));
    }

    @Test
    void usesSomebodyElsesRegistryAndManyPartitions() throws Exception {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(0)) {
            JsonNode json =
                    demo("--registry", registry.url(), "--set", "topics.partitions=3", "--set", "examples.topic=shown");
            assertThat(json.get("accounted").asBoolean()).isTrue();
            assertThat(json.get("labels").get("pending").asLong()).isEqualTo(3 * AdStream.CLOSING);
            assertThat(schemaNames(registry.url())).containsExactly("Impression", "Click");
        }
    }

    /** Of the first two schemas that a registry has got. */
    private static List<String> schemaNames(String url) {
        try (RestRegistry client = new RestRegistry(RegistrySettings.of(url))) {
            return List.of(client.schema(1).getName(), client.schema(2).getName());
        }
    }
}
