package io.thalweg.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.example.ExampleReader;
import io.thalweg.verify.Round;
import java.io.IOException;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends the examples of a source bit by bit, and behind each bit a record to every partition that is not an example, to be rejected. One thread. */
final class VerifyFeed implements Round.Feed {
    private static final byte[] NO_EXAMPLE = "not an example".getBytes(UTF_8);

    private final ExampleReader source;
    private final Rejects rejects;
    private final StopSignal stop;
    private final String topic;
    private final int partitions;
    private final ExampleFeed feed;
    private final KafkaProducer<byte[], byte[]> producer;

    VerifyFeed(ThalwegConfig config, ExampleReader source, Rejects rejects, StopSignal stop) {
        this.source = source;
        this.rejects = rejects;
        this.stop = stop;
        topic = config.topics().examples();
        partitions = config.topicPartitions();
        Properties clients = config.clients();
        feed = new ExampleFeed(clients, config, partitions, 0);
        producer = new KafkaProducer<>(clients, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void upTo(long examples) throws IOException {
        if (examples <= feed.sent()) {
            return;
        }
        feed.send(new LimitedExamples(source, examples - feed.sent()), rejects, stop::asked);
        for (int partition = 0; partition < partitions; partition++) {
            producer.send(new ProducerRecord<>(topic, partition, null, NO_EXAMPLE));
        }
        producer.flush();
    }

    @Override
    public long sent() {
        return feed.sent();
    }

    @Override
    public Long timestamp() {
        return null;
    }

    @Override
    public void close() {
        feed.close();
        producer.close();
    }
}
