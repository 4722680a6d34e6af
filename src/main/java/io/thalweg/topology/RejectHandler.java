package io.thalweg.topology;

import io.thalweg.config.ErrorsTolerance;
import io.thalweg.example.RejectedExampleException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Sends a rejected example to the dead-letter topic, through the task's own producer and so inside its transaction: the original key, value and
 * headers, the timestamp that {@link EventTime} gave it, and in further headers why and where. Every other failure stops the task.
 *
 * <p>The names of the headers are Kafka's own (KIP-1034) where it has one.
 */
public final class RejectHandler implements ProcessingExceptionHandler {
    public static final String REASON = "thalweg.reason";
    public static final String MESSAGE = "__streams.errors.message";
    public static final String TOPIC = "__streams.errors.topic";
    public static final String PARTITION = "__streams.errors.partition";
    public static final String OFFSET = "__streams.errors.offset";

    static final String TOLERANCE_CONFIG = "thalweg.errors.tolerance";

    private String deadLetterTopic;
    private boolean tolerant;

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetterTopic = (String) configs.get(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG);
        tolerant = ErrorsTolerance.ALL.name().equals(configs.get(TOLERANCE_CONFIG));
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        if (exception instanceof RejectedExampleException reject && tolerant) {
            return Response.resume(List.of(deadLetter(context, reject)));
        }
        return Response.fail();
    }

    private ProducerRecord<byte[], byte[]> deadLetter(ErrorHandlerContext context, RejectedExampleException reject) {
        Headers headers = new RecordHeaders(context.headers());
        add(headers, REASON, reject.reason().name());
        add(headers, MESSAGE, reject.getMessage());
        add(headers, TOPIC, context.topic());
        add(headers, PARTITION, Integer.toString(context.partition()));
        add(headers, OFFSET, Long.toString(context.offset()));
        return new ProducerRecord<>(
                deadLetterTopic,
                context.partition(),
                context.timestamp(),
                context.sourceRawKey(),
                context.sourceRawValue(),
                headers);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
