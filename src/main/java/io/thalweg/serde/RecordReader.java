package io.thalweg.serde;

import io.thalweg.example.ExampleSink;

/** Reads the examples of one writer's schema. Immutable; any thread, each with parts of its own. */
@FunctionalInterface
interface RecordReader {
    /**
     * Reads the example at the cursor of {@code parts}, up to the end of its record.
     *
     * @throws io.thalweg.example.RejectedExampleException if the bytes are not such an example; or the sink's
     */
    void read(ExampleParts parts, ExampleSink sink);
}
