package io.thalweg.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What the tests ask of a broker, in strings: topics, transactions, committed records and offsets. */
final class BrokerClients implements AutoCloseable {
    static final String READERS = "readers";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Properties settings = new Properties();
    private final Admin admin;
    private final KafkaProducer<String, String> producer;
    private KafkaProducer<String, String> abandoned;

    BrokerClients(String bootstrapServers) {
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        admin = Admin.create(settings);
        Properties transactional = new Properties();
        transactional.putAll(settings);
        transactional.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "test");
        producer = new KafkaProducer<>(transactional, new StringSerializer(), new StringSerializer());
        producer.initTransactions();
    }

    void createTopics(TopicPartition... topics) throws ExecutionException, InterruptedException {
        admin.createTopics(Arrays.stream(topics)
                        .map(topic -> new NewTopic(topic.topic(), 1, (short) 1))
                        .toList())
                .all()
                .get();
    }

    /** The effective value of one of a topic's settings. */
    String setting(TopicPartition topic, String key) throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topic());
        return admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get(key)
                .value();
    }

    void commit(TopicPartition topic, String... values) {
        producer.beginTransaction();
        send(topic, values);
        producer.commitTransaction();
    }

    void commitAt(long timestampMs, TopicPartition topic, String value) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(topic.topic(), topic.partition(), timestampMs, null, value));
        producer.commitTransaction();
    }

    void abort(TopicPartition topic, String... values) {
        producer.beginTransaction();
        send(topic, values);
        producer.flush();
        producer.abortTransaction();
    }

    /** By a producer that nobody hears of again. */
    void leaveOpen(TopicPartition topic, String value) throws ExecutionException, InterruptedException {
        Properties transactional = new Properties();
        transactional.putAll(settings);
        transactional.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "dead");
        transactional.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, "1000");
        abandoned = new KafkaProducer<>(transactional, new StringSerializer(), new StringSerializer());
        abandoned.initTransactions();
        abandoned.beginTransaction();
        abandoned.send(new ProducerRecord<>(topic.topic(), value)).get();
    }

    private void send(TopicPartition topic, String... values) {
        for (String value : values) {
            producer.send(new ProducerRecord<>(topic.topic(), value));
        }
    }

    /** Moves the offset of {@link #READERS}, in a transaction. */
    void commitOffset(TopicPartition topic, long offset) {
        producer.beginTransaction();
        try (KafkaConsumer<String, String> reader = reader()) {
            producer.sendOffsetsToTransaction(Map.of(topic, new OffsetAndMetadata(offset)), reader.groupMetadata());
        }
        producer.commitTransaction();
    }

    long committedOffset(String group, TopicPartition topic) throws ExecutionException, InterruptedException {
        return admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .get(topic)
                .offset();
    }

    /** The committed values from the start, as soon as there are so many, or those of a minute. */
    List<String> readCommitted(TopicPartition topic, int count) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> reader = reader()) {
            reader.assign(List.of(topic));
            reader.seekToBeginning(List.of(topic));
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (values.size() < count && System.nanoTime() < deadline) {
                for (ConsumerRecord<String, String> record : reader.poll(Duration.ofMillis(200))) {
                    values.add(record.value());
                }
            }
        }
        return values;
    }

    private KafkaConsumer<String, String> reader() {
        Properties reading = new Properties();
        reading.putAll(settings);
        reading.put(ConsumerConfig.GROUP_ID_CONFIG, READERS);
        reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        reading.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return new KafkaConsumer<>(reading, new StringDeserializer(), new StringDeserializer());
    }

    @Override
    public void close() {
        if (abandoned != null) {
            abandoned.close(Duration.ZERO);
        }
        producer.close();
        admin.close();
    }
}
