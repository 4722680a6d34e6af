package io.thalweg.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.registry.RegistryUnavailableException;
import io.thalweg.registry.UnknownSchemaIdException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class SchemaQuestionsTest {
    private static final Schema SCHEMA = Schema.create(Schema.Type.INT);

    private final AskedRegistry registry = new AskedRegistry().with(7, SCHEMA);
    private final List<Long> unanswered = new ArrayList<>();
    private final SchemaQuestions questions = new SchemaQuestions(
            registry,
            registry,
            Duration.ofSeconds(1),
            (id, e) -> unanswered.add(registry.nanos() / 1_000_000_000),
            registry::nanos);

    @Test
    void anAnswerIsAskedForOnce() {
        assertThat(questions.isAnswered(7)).isTrue();
        assertThat(questions.isAnswered(7)).isTrue();
        assertThat(questions.schema(7)).isSameAs(SCHEMA);
        assertThat(registry.asked()).isEqualTo(1);
    }

    @Test
    void asksAgainAfterPausesThatDoubleUpToHalfAMinute() {
        registry.down(true);
        assertThat(questions.isAnswered(7)).isFalse();
        registry.pass(Duration.ofSeconds(125));
        assertThat(unanswered).containsExactly(0L, 1L, 3L, 7L, 15L, 31L, 61L, 91L, 121L);
        assertThat(questions.isAnswered(7)).isFalse();
        assertThat(registry.asked()).as("who asks does not hasten it").isEqualTo(9);

        registry.down(false);
        assertThat(questions.isAnswered(7)).isFalse();
        registry.pass(Duration.ofSeconds(26));
        assertThat(questions.isAnswered(7)).isTrue();
    }

    @Test
    void asksAgainAfterAnErrorToo() {
        registry.broken(true);
        assertThat(questions.isAnswered(7)).isFalse();
        registry.pass(Duration.ofSeconds(2));
        assertThat(unanswered).containsExactly(0L, 1L);
        registry.broken(false);
        registry.pass(Duration.ofSeconds(1));
        assertThat(questions.isAnswered(7)).isTrue();
    }

    @Test
    void whatIsAnsweredStaysAnsweredWhileTheRegistryIsDown() {
        assertThat(questions.isAnswered(7)).isTrue();
        assertThat(questions.isAnswered(8)).isTrue();
        registry.down(true);
        registry.pass(Duration.ofMinutes(5));
        assertThat(questions.isAnswered(7)).isTrue();
        assertThat(questions.isAnswered(8)).isTrue();
        assertThat(questions.schema(7)).isSameAs(SCHEMA);
        assertThatThrownBy(() -> questions.schema(8)).isInstanceOf(UnknownSchemaIdException.class);
    }

    @Test
    void anIdWithoutASchemaIsAskedForAnewAfterTenSeconds() {
        assertThat(questions.isAnswered(8)).isTrue();
        registry.with(8, SCHEMA);
        registry.pass(Duration.ofSeconds(9));
        assertThat(questions.isAnswered(8)).isTrue();
        assertThatThrownBy(() -> questions.schema(8)).isInstanceOf(UnknownSchemaIdException.class);
        registry.pass(Duration.ofSeconds(1));
        assertThat(questions.isAnswered(8)).isTrue();
        assertThat(questions.schema(8)).isSameAs(SCHEMA);
        assertThat(registry.asked()).isEqualTo(2);
    }

    @Test
    void whoDoesNotAskFirstAsksTheRegistryItself() {
        assertThat(questions.schema(7)).isSameAs(SCHEMA);
        registry.down(true);
        assertThatThrownBy(() -> questions.schema(7)).isInstanceOf(RegistryUnavailableException.class);
    }
}
