package io.thalweg.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

/** A decoder that must take any bytes. */
interface Target {
    /** Valid inputs to begin with; the same ones every time. */
    List<byte[]> seeds() throws IOException;

    /**
     * Decodes. What the decoder is documented to throw is caught here, and everything else is a finding; what it decodes is encoded again, where there is an
     * encoder, and must be the same.
     */
    void run(byte[] input) throws IOException;

    /** How much longer an input takes than a record does, about. */
    default int cost() {
        return 1;
    }

    /** How many bytes an input of so many bytes may allocate. */
    default long mostAllocated(int length) {
        return (1 << 20) + 200L * length;
    }

    /** Messages for users are one line. */
    static void isOneLine(Exception e) {
        assertThat(e.getMessage()).isNotBlank().doesNotContain("\n", "\r");
    }
}
