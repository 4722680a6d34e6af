package io.thalweg.format;

import java.io.IOException;

/** A file that cannot be read in the format it was opened with, as opposed to one bad line in it. The message is one line, for users. */
public final class FormatException extends IOException {
    private static final long serialVersionUID = 1;

    FormatException(String message) {
        super(message);
    }
}
