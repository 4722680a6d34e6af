package io.thalweg.verify;

import io.thalweg.store.LearnerStores;
import io.thalweg.topology.GuardedClients;
import io.thalweg.topology.GuardedProducer;
import io.thalweg.topology.UncommittedOutputs;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Clients for Kafka Streams whose producer has the {@link FaultPoint}s of a transaction. */
public final class FaultyClients extends GuardedClients {
    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new FaultyProducer(config, uncommitted());
    }

    private static final class FaultyProducer extends GuardedProducer {
        private static final String CHANGELOG = "-" + LearnerStores.WEIGHTS + "-changelog";

        private int logged;
        private int loggedBefore;

        FaultyProducer(Map<String, Object> config, UncommittedOutputs uncommitted) {
            super(config, uncommitted);
        }

        @Override
        public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
            if (record.topic().endsWith(CHANGELOG)) {
                if (logged == 0) {
                    Faults.strikes(FaultPoint.BEFORE_FLUSH);
                }
                if (logged >= Math.max(1, loggedBefore / 2) && Faults.isArmed(FaultPoint.IN_FLUSH)) {
                    flush();
                    Faults.strikes(FaultPoint.IN_FLUSH);
                }
                logged++;
            }
            return super.send(record, callback);
        }

        @Override
        public void sendOffsetsToTransaction(
                Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
            if (!offsets.isEmpty()) {
                if (logged > 0) {
                    Faults.strikes(FaultPoint.IN_FLUSH);
                }
                Faults.strikes(FaultPoint.AFTER_FLUSH);
                timeOut(FaultPoint.OFFSETS_TIME_OUT);
            }
            super.sendOffsetsToTransaction(offsets, group);
        }

        @Override
        public void commitTransaction() {
            Faults.strikes(FaultPoint.BEFORE_COMMIT);
            timeOut(FaultPoint.COMMIT_TIMES_OUT);
            super.commitTransaction();
            Faults.strikes(FaultPoint.AFTER_COMMIT);
            loggedBefore = logged;
            logged = 0;
        }

        @Override
        public void abortTransaction() {
            logged = 0;
            super.abortTransaction();
        }

        private static void timeOut(FaultPoint point) {
            if (Faults.strikes(point)) {
                throw new TimeoutException(point.toString());
            }
        }
    }
}
