package io.thalweg.bench;

import io.thalweg.example.ExampleSink;
import io.thalweg.serde.LabeledExampleEncoder;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Examples with ids of {@value #ID} characters, and their labels, with the examples or apart from them. Times are {@value #STEP_MS} ms apart, and a label is
 * {@value #LATE} examples late. Popularity of features is as in {@link Dataset}. The same number gives the same example.
 *
 * @param features of an example, not 0
 * @param unit whether all values are 1
 */
record WaitingExamples(int features, boolean unit) {
    static final int STEP_MS = 2;
    static final int LATE = 1000;

    private static final int ID = 16;
    private static final int WEIGHTS = 1 << 18;
    private static final int SPREAD = 0x9e3779b1;
    private static final long START_MS = 1_700_000_000_000L;

    private static String id(long number) {
        return String.format("%0" + ID + "x", number * 0x9e3779b97f4a7c15L);
    }

    private static double truth(long number) {
        return number % 3 == 0 ? 1 : 0;
    }

    private void give(long number, ExampleSink sink) {
        Random random = new Random(number);
        int[] indices = random.doubles()
                .mapToInt(u -> (int) (WEIGHTS * u * u * u * u) * SPREAD & WEIGHTS - 1)
                .distinct()
                .limit(features)
                .toArray();
        Arrays.sort(indices);
        sink.begin();
        sink.id(id(number));
        for (int index : indices) {
            sink.indexed(index, unit ? 1 : 0.05f + 0.2f * random.nextFloat());
        }
    }

    /** Sends the examples of these numbers, {@code jumpMs} later than they would be. */
    void sendExamples(ToTopic to, long from, long end, long jumpMs, boolean labeled) {
        LabeledExampleEncoder encoder = new LabeledExampleEncoder();
        for (long number = from; number < end; number++) {
            give(number, encoder);
            if (labeled) {
                encoder.label(truth(number));
            }
            to.send(START_MS + number * STEP_MS + jumpMs, encoder.encode());
        }
        to.producer.flush();
    }

    /** Sends the labels of the examples of these numbers. */
    static void sendLabels(ToTopic to, long from, long end) {
        LabeledExampleEncoder encoder = new LabeledExampleEncoder();
        for (long number = from; number < end; number++) {
            encoder.begin();
            encoder.id(id(number));
            encoder.label(truth(number));
            to.send(START_MS + (number + LATE) * STEP_MS + 1, encoder.encode());
        }
        to.producer.flush();
    }

    /** Partition 0 of a topic. */
    record ToTopic(Producer<byte[], byte[]> producer, String topic) {
        void send(long timeMs, byte[] value) {
            producer.send(new ProducerRecord<>(topic, 0, timeMs, null, value));
        }
    }

    static Producer<byte[], byte[]> producer(Map<String, Object> settings) {
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public String toString() {
        return features + (unit ? " ones" : " values");
    }
}
