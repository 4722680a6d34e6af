package io.thalweg.example;

import java.io.Closeable;
import java.io.IOException;

/** A file of examples, read from front to back. One thread. */
public interface ExampleReader extends Closeable {
    /**
     * Gives the next example to {@code sink}.
     *
     * @return false at the end of the file, with nothing given
     * @throws RejectedExampleException if the next line or record is not an example, with what is wrong in it; reading can go on behind it
     */
    boolean read(ExampleSink sink) throws IOException;

    /** Where the example last read begins: a line number, or a record number for formats without lines; counted from 1. */
    long line();
}
