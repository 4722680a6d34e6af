package io.thalweg.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler.Response;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler.Result;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class RejectHandlerTest {
    private static final RejectedExampleException REJECT =
            new RejectedExampleException(RejectReason.NON_FINITE, "label is NaN; it must be finite");

    private final Failed failed = new Failed("clicks", 3, 17, new RecordHeaders(), 99, new byte[] {1}, new byte[] {2});

    @Test
    void theDeadLetterStaysInThePartitionOfItsRecord() {
        Response response = handle("ALL", REJECT);
        assertThat(response.result()).isEqualTo(Result.RESUME);
        assertThat(response.deadLetterQueueRecords()).hasSize(1);
        ProducerRecord<byte[], byte[]> letter =
                response.deadLetterQueueRecords().get(0);
        assertThat(letter.topic()).isEqualTo("letters");
        assertThat(letter.partition()).isEqualTo(3);
        assertThat(letter.timestamp()).isEqualTo(99);
        assertThat(letter.key()).containsExactly(1);
        assertThat(letter.value()).containsExactly(2);
        assertThat(failed.headers())
                .as("the record's own headers are left alone")
                .isEmpty();
    }

    @Test
    void onlyARejectIsTolerated() {
        for (Exception other : new Exception[] {
            new IllegalStateException(),
            new OffsetGapException(new TopicPartition("examples", 0), 3, "gap"),
            new Exception(REJECT)
        }) {
            assertThat(handle("ALL", other).result()).isEqualTo(Result.FAIL);
        }
    }

    @Test
    void nothingIsToleratedUnlessItIsSaid() {
        assertThat(handle("NONE", REJECT).result()).isEqualTo(Result.FAIL);
        assertThat(handle("NONE", REJECT).deadLetterQueueRecords()).isEmpty();
    }

    private Response handle(String tolerance, Exception exception) {
        RejectHandler handler = new RejectHandler();
        handler.configure(Map.of(
                StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG,
                "letters",
                RejectHandler.TOLERANCE_CONFIG,
                tolerance));
        return handler.handleError(failed, new Record<>(null, null, 99), exception);
    }

    private record Failed(
            String topic,
            int partition,
            long offset,
            Headers headers,
            long timestamp,
            byte[] sourceRawKey,
            byte[] sourceRawValue)
            implements ErrorHandlerContext {
        @Override
        public String processorNodeId() {
            return ThalwegTopology.ADMIT;
        }

        @Override
        public TaskId taskId() {
            return new TaskId(0, partition);
        }
    }
}
