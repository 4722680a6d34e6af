package io.thalweg.serde;

import io.thalweg.example.ExampleReader;
import io.thalweg.example.ExampleSink;
import io.thalweg.example.RejectedExampleException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Reads examples from an Avro object container file whose records are like {@code LabeledExample}: the same fields as on the topic, by the
 * schema in the file, whatever its name. {@link #line} counts records. Behind a rejected record, reading goes on with the next one, or with
 * the next block if the rejected one's end cannot be found. Bytes named in messages are counted in the block, decompressed. One thread.
 */
public final class AvroExampleReader implements ExampleReader {
    private final ContainerFile file;
    private final ExamplePlan plan;
    private final SkippedValue record;
    private final ExampleParts parts = new ExampleParts();
    private long recordsBefore;
    private long recordsInBlock;
    private long recordsRead;
    private boolean restLost;

    /** @throws IOException if this is not such a file, or its records are not examples; the stream is then still open */
    public AvroExampleReader(InputStream in) throws IOException {
        file = new ContainerFile(in);
        try {
            plan = ExamplePlan.of(file.schema());
            record = new SkippedValue(file.schema());
        } catch (UnreadableSchemaException e) {
            throw new IOException(
                    "the file's schema " + file.schema().getFullName() + " is not that of an example: "
                            + e.getMessage(),
                    e);
        }
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
