package io.thalweg.serde;

import io.thalweg.example.ExampleSink;
import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Reads the records of the topic of examples, in Avro's single-object encoding, straight into a sink: no record object in between, and per
 * example no allocation but its id. A {@linkplain ExamplePlan plan} is compiled for each writer's schema when its first record comes. One
 * thread.
 */
public final class ExampleDecoder {
    private final WriterSchemas schemas;
    private final Map<Long, ExamplePlan> plans = new HashMap<>();
    private final ExampleParts parts = new ExampleParts();
    private long fingerprint;
    private ExamplePlan plan;

    public ExampleDecoder(WriterSchemas schemas) {
        this.schemas = schemas;
    }

    /**
     * Gives the example in {@code value} to {@code sink}. Bytes named in messages are counted from 0 at the record's first byte.
     *
     * @param value a record's value; null for a tombstone, which is rejected
     * @throws RejectedExampleException {@code UNKNOWN_SCHEMA} if the writer's schema is not known or not that of an example,
     *     {@code UNDECODABLE} if the bytes are not what their schema says, or whatever the sink refuses; the sink may have been given a part
     */
    public void decode(byte[] value, ExampleSink sink) {
        long named = SingleObject.fingerprint(value);
        if (plan == null || named != fingerprint) {
            plan = plans.computeIfAbsent(named, this::compile);
            fingerprint = named;
        }
        parts.in.over(value, SingleObject.HEADER_BYTES, value.length);
        plan.read(parts, sink);
        if (parts.in.remaining() > 0) {
            throw BinaryCursor.undecodable(
                    parts.in.remaining() + " bytes follow the end of the record", parts.in.position());
        }
    }

    private ExamplePlan compile(long named) {
        Schema writer = schemas.schema(named);
        if (writer == null) {
            throw new RejectedExampleException(
                    RejectReason.UNKNOWN_SCHEMA,
                    String.format(
                            "the writer's schema %016x is not known; add its .avsc to the folder of schemas", named));
        }
        try {
            return ExamplePlan.of(writer);
        } catch (UnreadableSchemaException e) {
            throw new RejectedExampleException(
                    RejectReason.UNKNOWN_SCHEMA,
                    String.format(
                            "the writer's schema %016x (%s) is not that of an example: %s",
                            named, writer.getFullName(), e.getMessage()));
        }
    }
}
