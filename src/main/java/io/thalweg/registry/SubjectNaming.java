package io.thalweg.registry;

import org.apache.avro.Schema;

/** Under which subject the schema of a topic's values is registered; Confluent's three strategies. */
public enum SubjectNaming {
    /** {@code <topic>-value}: one line of schemas for each topic. */
    TOPIC {
        @Override
        public String subject(String topic, Schema schema) {
            return topic + "-value";
        }
    },
    /** The record's full name: one line of schemas for each kind of record, whatever its topic. */
    RECORD {
        @Override
        public String subject(String topic, Schema schema) {
            return schema.getFullName();
        }
    },
    /** {@code <topic>-<full name>}: one line of schemas for each kind of record in each topic. */
    TOPIC_RECORD {
        @Override
        public String subject(String topic, Schema schema) {
            return topic + "-" + schema.getFullName();
        }
    };

    /** @param schema of a record */
    public abstract String subject(String topic, Schema schema);
}
