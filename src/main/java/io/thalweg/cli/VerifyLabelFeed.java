package io.thalweg.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.thalweg.config.LabelSettings;
import io.thalweg.config.ThalwegConfig;
import io.thalweg.example.ExampleReader;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.serde.LabeledExampleEncoder;
import io.thalweg.verify.Round;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends the examples of a source without their labels, one for each millisecond of a time of its own, and the labels to their own topic: most of them late, some
 * too late, before their example, never, twice, or differently the second time. Each bit is there as a whole before it can be worked on: labels go first, and
 * behind them in every partition one that belongs to no example and is later than all examples of the bit; and with the examples goes one to be rejected. One
 * thread.
 */
final class VerifyLabelFeed implements Round.Feed {
    /** An example waits as long, in the time of the feed. */
    static final long WAIT_MS = 2000;

    private static final long START_MS = 1_700_000_000_000L;
    private static final long GAP_MS = 10;
    private static final byte[] NO_EXAMPLE = "not an example".getBytes(UTF_8);

    private final ExampleReader source;
    private final Rejects rejects;
    private final BooleanSupplier stop;
    private final String examples;
    private final String labels;
    private final int partitions;
    private final SplittableRandom random;
    private final KafkaProducer<byte[], byte[]> producer;
    private final LabeledExampleEncoder encoder = new LabeledExampleEncoder();
    private final WithoutLabel withoutLabel = new WithoutLabel(encoder);
    private final LabeledExampleEncoder labelEncoder = new LabeledExampleEncoder();
    private final PriorityQueue<ProducerRecord<byte[], byte[]>> due =
            new PriorityQueue<>(Comparator.comparing(ProducerRecord::timestamp));
    private long now = START_MS;
    private long sent;

    VerifyLabelFeed(ThalwegConfig config, ExampleReader source, Rejects rejects, BooleanSupplier stop, long seed) {
        this.source = source;
        this.rejects = rejects;
        this.stop = stop;
        examples = config.topics().examples();
        labels = config.labels().map(LabelSettings::topic).orElseThrow();
        partitions = config.topicPartitions();
        random = new SplittableRandom(seed);
        producer = new KafkaProducer<>(config.clients(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void upTo(long count) throws IOException {
        if (count <= sent) {
            return;
        }
        long start = now;
        List<ProducerRecord<byte[], byte[]>> bit = new ArrayList<>();
        while (sent < count && !stop.getAsBoolean() && read()) {
            now++;
            int partition = (int) (sent % partitions);
            String id = "example-" + sent++;
            encoder.id(id);
            bit.add(new ProducerRecord<>(examples, partition, now, id.getBytes(UTF_8), encoder.encode()));
            if (withoutLabel.hasLabel()) {
                plan(id, partition, start);
            }
        }
        while (!due.isEmpty() && due.peek().timestamp() <= now) {
            producer.send(due.poll());
        }
        now += GAP_MS;
        for (int partition = 0; partition < partitions; partition++) {
            producer.send(label("behind-" + sent, partition, now));
        }
        producer.flush();
        bit.forEach(producer::send);
        for (int partition = 0; partition < partitions; partition++) {
            producer.send(new ProducerRecord<>(examples, partition, now - 2, null, NO_EXAMPLE));
        }
        producer.flush();
    }

    private boolean read() throws IOException {
        while (true) {
            try {
                return source.read(withoutLabel);
            } catch (RejectedExampleException e) {
                rejects.add(source.line(), e);
            }
        }
    }

    /** When the label of the example last read comes, and how often. */
    private void plan(String id, int partition, long start) {
        int fate = random.nextInt(100);
        if (fate < 5) {
            return;
        }
        long delay = fate < 8 ? -random.nextInt(300) : (long) (-WAIT_MS / 3 * StrictMath.log(1 - random.nextDouble()));
        long time = Math.max(start, now + delay);
        due.add(label(id, partition, time));
        if (fate >= 95) {
            due.add(label(id, partition, time + random.nextInt(1500)));
        } else if (fate >= 92) {
            due.add(otherLabel(id, partition, time + random.nextInt(1500)));
        }
    }

    private ProducerRecord<byte[], byte[]> label(String id, int partition, long time) {
        labelEncoder.begin();
        labelEncoder.id(id);
        if (withoutLabel.hasLabel()) {
            withoutLabel.giveLabel(labelEncoder);
        } else {
            labelEncoder.label(0);
        }
        return new ProducerRecord<>(labels, partition, time, id.getBytes(UTF_8), labelEncoder.encode());
    }

    private ProducerRecord<byte[], byte[]> otherLabel(String id, int partition, long time) {
        labelEncoder.begin();
        labelEncoder.id(id);
        labelEncoder.label(random.nextInt(2));
        return new ProducerRecord<>(labels, partition, time, id.getBytes(UTF_8), labelEncoder.encode());
    }

    @Override
    public long sent() {
        return sent;
    }

    @Override
    public Long timestamp() {
        return now;
    }

    @Override
    public void close() {
        producer.close();
    }
}
