package io.thalweg.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A few numbers that have to survive beside the {@link Blocks}: written into the meta block at every commit, and into every snapshot. */
public interface Persistent {
    /** Back to the state of a new object. */
    void clear();

    void write(DataOutput out) throws IOException;

    /** Takes the state that {@link #write} has written. */
    void read(DataInput in) throws IOException;
}
