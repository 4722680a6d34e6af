package io.thalweg.topology;

import java.time.Duration;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The producer of a thread of Kafka Streams, which commits no output without the offset of its input. Kafka Streams 4.3 tries to when a task is taken for
 * corrupted: it commits the transaction of the thread for its other tasks, and with them what the corrupted one has sent, which would then come a second
 * time. Refused as by a broker that has fenced the producer, the thread gives all its tasks up, aborts, and begins again at the committed offsets.
 *
 * <p>The transaction is the thread's, and so is its abort: aborted for one task while others have sent something, it takes their outputs with it, and they go on as if
 * nothing had happened. From then on this producer commits nothing.
 *
 * <p>Works because everything that a task sends goes to the partition of the same number as that of its input. Kafka Streams' thread only.
 */
public class GuardedProducer extends KafkaProducer<byte[], byte[]> {
    private final BitSet sent = new BitSet();
    private final BitSet covered = new BitSet();
    private final BitSet aborted = new BitSet();
    private final UncommittedOutputs uncommitted;
    private final String transactionalId;

    /** @param uncommitted is told if this is closed with something sent and not committed */
    public GuardedProducer(Map<String, Object> config, UncommittedOutputs uncommitted) {
        super(config, new ByteArraySerializer(), new ByteArraySerializer());
        this.uncommitted = uncommitted;
        transactionalId = (String) config.get(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
        sent.set(record.partition());
        return super.send(record, callback);
    }

    @Override
    public void sendOffsetsToTransaction(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
        offsets.keySet().forEach(input -> covered.set(input.partition()));
        super.sendOffsetsToTransaction(offsets, group);
    }

    /** @throws ProducerFencedException if outputs would be committed without the offsets of their inputs, or offsets without their outputs */
    @Override
    public void commitTransaction() {
        sent.andNot(covered);
        if (!sent.isEmpty()) {
            throw new ProducerFencedException(
                    "outputs of partitions " + sent + " would be committed without their inputs");
        }
        if (!aborted.isEmpty()) {
            throw new ProducerFencedException("outputs of partitions " + aborted + " were aborted");
        }
        super.commitTransaction();
        clear();
        uncommitted.committedBy(transactionalId);
    }

    @Override
    public void abortTransaction() {
        aborted.or(sent);
        super.abortTransaction();
        clear();
    }

    @Override
    public void close(Duration timeout) {
        if (!sent.isEmpty() || !aborted.isEmpty()) {
            uncommitted.leftBy(transactionalId);
        }
        super.close(timeout);
    }

    private void clear() {
        sent.clear();
        covered.clear();
    }
}
