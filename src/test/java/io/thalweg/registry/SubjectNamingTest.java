package io.thalweg.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

class SubjectNamingTest {
    private static final Schema CLICK =
            SchemaBuilder.record("io.example.Click").fields().endRecord();

    @Test
    void subjectsAreNamedAsConfluentNamesThem() {
        assertThat(SubjectNaming.TOPIC.subject("clicks", CLICK)).isEqualTo("clicks-value");
        assertThat(SubjectNaming.RECORD.subject("clicks", CLICK)).isEqualTo("io.example.Click");
        assertThat(SubjectNaming.TOPIC_RECORD.subject("clicks", CLICK)).isEqualTo("clicks-io.example.Click");
    }
}
