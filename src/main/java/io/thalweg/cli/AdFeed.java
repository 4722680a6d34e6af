package io.thalweg.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.thalweg.config.LabelSettings;
import io.thalweg.config.ThalwegConfig;
import io.thalweg.generator.AdEvent;
import io.thalweg.generator.AdStream;
import io.thalweg.generator.Impression;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends what happens in a stream of ads to the topics of impressions and of clicks, in the order in which it happens, with the impression's id as the key; and in
 * the end, to each partition, the impressions that move its clock on. One thread sends, any may ask how many.
 */
final class AdFeed implements BackgroundFeed.Feed, AutoCloseable {
    private final AdStream stream;
    private final AdRecords records;
    private final String impressionsTopic;
    private final String clicksTopic;
    private final int partitions;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicLong impressions = new AtomicLong();
    private final AtomicLong clicks = new AtomicLong();
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    AdFeed(ThalwegConfig config, int partitions, AdStream stream, AdRecords records) {
        this.stream = stream;
        this.records = records;
        this.partitions = partitions;
        impressionsTopic = config.topics().examples();
        clicksTopic = config.labels().map(LabelSettings::topic).orElseThrow();
        Properties properties = new Properties();
        properties.putAll(config.clients());
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "20");
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(256 << 10));
        producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void send(BooleanSupplier stop) {
        Optional<AdEvent> event = stream.next();
        while (event.isPresent() && goesOn(stop)) {
            send(event.get(), null);
            event = stream.next();
        }
        for (int step = 1; step <= AdStream.CLOSING && goesOn(stop); step++) {
            for (int partition = 0; partition < partitions; partition++) {
                send(stream.closing("closing-" + partition + "-" + step, step), partition);
            }
        }
        try {
            producer.flush();
        } catch (KafkaException e) {
            failure.compareAndSet(null, e);
        }
        if (failure.get() != null) {
            throw new Failure(
                    Failure.UNREACHABLE,
                    "impressions and clicks could not be sent to topics " + impressionsTopic + " and " + clicksTopic
                            + ": " + failure.get().getMessage(),
                    failure.get());
        }
    }

    private boolean goesOn(BooleanSupplier stop) {
        return !stop.getAsBoolean() && failure.get() == null;
    }

    /** @param partition null for that of the key */
    private void send(AdEvent event, Integer partition) {
        boolean impression = event instanceof Impression;
        String topic = impression ? impressionsTopic : clicksTopic;
        byte[] key = event.id().getBytes(UTF_8);
        producer.send(
                new ProducerRecord<>(topic, partition, key, records.encode(event)),
                (metadata, e) -> failure.compareAndSet(null, e));
        (impression ? impressions : clicks).incrementAndGet();
    }

    /** Given to the producer so far. */
    long impressions() {
        return impressions.get();
    }

    long clicks() {
        return clicks.get();
    }

    @Override
    public void close() {
        producer.close();
    }
}
