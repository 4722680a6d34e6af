package io.thalweg.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedExamplesTest {
    @Test
    void everyBuilderIsGivenEverything() {
        SharedExamples shared = new SharedExamples(List.of(new ExampleBuilder(4, 10), new ExampleBuilder(18, 10)));
        shared.begin();
        shared.id("a");
        shared.label(1);
        shared.importance(2);
        shared.time(3);
        byte[] name = "n".getBytes(UTF_8);
        shared.standardized(name, 0, 1, 7);
        shared.indexed(5, 1);
        shared.build();
        for (int at = 0; at < 2; at++) {
            Example example = shared.example(at);
            assertThat(example.id()).isEqualTo("a");
            assertThat(example.label()).isEqualTo(1);
            assertThat(example.importance()).isEqualTo(2);
            assertThat(example.timestampMs()).isEqualTo(3);
            assertThat(example.features().size()).isEqualTo(2);
            assertThat(example.toStandardize().size()).isEqualTo(1);
            assertThat(example.toStandardize().value(0)).isEqualTo(7);
        }
    }
}
