package io.thalweg.cli;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.example.ExampleReader;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.serde.LabeledExampleEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends the examples of a file, or of anything that reads like one, to the examples topic. The key is the example's id; without ids, examples go to
 * the partitions in turn.
 */
final class ExampleFeed implements AutoCloseable {
    private static final long NANOS = 1_000_000_000L;

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final int partitions;
    private final long perSecond;
    private final LabeledExampleEncoder encoder;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /**
     * @param clients address, security and whatever else the producer is to have
     * @param perSecond examples a second at most; 0 for no limit
     */
    ExampleFeed(Properties clients, ThalwegConfig config, int partitions, long perSecond) {
        encoder = new LabeledExampleEncoder(Formats.ofExamples(config));
        Properties properties = new Properties();
        properties.putAll(clients);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "20");
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(256 << 10));
        producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        topic = config.topics().examples();
        this.partitions = partitions;
        this.perSecond = perSecond;
    }

    /**
     * Sends until the end, or until {@code stop} says so, and waits until the broker has everything.
     *
     * @throws Failure if the broker does not take it
     */
    void send(ExampleReader examples, Rejects rejects, BooleanSupplier stop) throws IOException {
        long start = System.nanoTime();
        while (!stop.getAsBoolean() && failure.get() == null) {
            try {
                if (!examples.read(encoder)) {
                    break;
                }
            } catch (RejectedExampleException e) {
                rejects.add(examples.line(), e);
                continue;
            }
            producer.send(record(), (metadata, e) -> failure.compareAndSet(null, e));
            sent.incrementAndGet();
            pace(start);
        }
        try {
            producer.flush();
        } catch (KafkaException e) {
            failure.compareAndSet(null, e);
        }
        if (failure.get() != null) {
            throw new Failure(
                    Failure.UNREACHABLE,
                    "examples could not be sent to topic " + topic + ": "
                            + failure.get().getMessage(),
                    failure.get());
        }
    }

    private ProducerRecord<byte[], byte[]> record() {
        return encoder.id().isEmpty()
                ? new ProducerRecord<>(topic, (int) (sent.get() % partitions), null, encoder.encode())
                : new ProducerRecord<>(topic, encoder.id().getBytes(StandardCharsets.UTF_8), encoder.encode());
    }

    private void pace(long start) {
        if (perSecond > 0) {
            LockSupport.parkNanos(start + sent.get() * NANOS / perSecond - System.nanoTime());
        }
    }

    /** Examples given to the producer so far; any thread. */
    long sent() {
        return sent.get();
    }

    @Override
    public void close() {
        producer.close();
    }
}
