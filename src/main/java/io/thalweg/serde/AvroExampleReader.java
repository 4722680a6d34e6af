package io.thalweg.serde;

import io.thalweg.example.ExampleReader;
import io.thalweg.example.ExampleSink;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.mapping.FieldKinds;
import io.thalweg.mapping.FieldMapping;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;

/**
 * Reads examples from an Avro object container file, by the schema in the file: records like {@code LabeledExample} as on the topic, all others by a mapping. {@link #line} counts records. Behind a rejected record, reading goes on with the next one, or with
 * the next block if the rejected one's end cannot be found. Bytes named in messages are counted in the block, decompressed. One thread.
 */
public final class AvroExampleReader implements ExampleReader {
    private final ContainerFile file;
    private final RecordPlan plan;
    private final SkippedValue record;
    private final ExampleParts parts = new ExampleParts();
    private long recordsBefore;
    private long recordsInBlock;
    private long recordsRead;
    private boolean restLost;

    /** Reads by the mapping that is taken for granted. */
    public AvroExampleReader(InputStream in) throws IOException {
        this(in, FieldMapping.byDefault(), new FieldKinds());
    }

    /**
     * @param kinds what fields have been so far; those of the file are added here, and not later
     * @throws IOException if this is not such a file, or its records cannot be examples; the stream is then still open
     */
    public AvroExampleReader(InputStream in, FieldMapping mapping, FieldKinds kinds) throws IOException {
        file = new ContainerFile(in);
        try {
            plan = RecordPlan.of(file.schema(), mapping, kinds);
            plan.refusal().ifPresent(refusal -> {
                throw new UnreadableSchemaException(refusal);
            });
            if (mapping.hasFeatures() && !plan.hasFeatures()) {
                throw new UnreadableSchemaException(
                        "it has no features; a field of a number, a text or a time must be one, by features.include"
                                + " and features.exclude");
            }
            record = new SkippedValue(file.schema());
        } catch (UnreadableSchemaException e) {
            throw new IOException(
                    "the file's schema " + file.schema().getFullName() + " is not that of an example: "
                            + e.getMessage(),
                    e);
        }
    }

    /** What the records were written with. */
    public Schema schema() {
        return file.schema();
    }

    @Override
    public boolean read(ExampleSink sink) throws IOException {
        while (restLost || recordsRead == recordsInBlock) {
            if (!nextBlock()) {
                return false;
            }
        }
        recordsRead++;
        int start = parts.in.position();
        try {
            plan.read(parts, sink);
        } catch (RejectedExampleException rejected) {
            stepOver(start);
            throw rejected;
        }
        return true;
    }

    private boolean nextBlock() throws IOException {
        if (parts.in.remaining() > 0) {
            throw new IOException("the file is damaged: bytes follow the " + recordsInBlock + " records of a block");
        }
        long records = file.next();
        if (records < 0) {
            return false;
        }
        recordsBefore += recordsInBlock;
        recordsInBlock = records;
        recordsRead = 0;
        restLost = false;
        ByteBuffer block = file.block();
        int from = block.arrayOffset() + block.position();
        parts.in.over(block.array(), from, from + block.remaining());
        return true;
    }

    private void stepOver(int start) {
        try {
            parts.in.seek(start);
            record.skip(parts.in);
        } catch (RejectedExampleException endless) {
            parts.in.skip(parts.in.remaining());
            restLost = true;
        }
    }

    @Override
    public long line() {
        return recordsBefore + recordsRead;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
