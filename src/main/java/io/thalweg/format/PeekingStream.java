package io.thalweg.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;

/**
 * A stream that can look at its next two bytes, and that knows whether it has ended: {@link #available} is 0 only at the end, and
 * waits to find out. {@link java.util.zip.GZIPInputStream} asks it whether another member follows, and would take a pipe that is
 * merely slow for the end.
 */
final class PeekingStream extends PushbackInputStream {
    private static final byte[] GZIP_MAGIC = {0x1f, (byte) 0x8b};

    PeekingStream(InputStream in) {
        super(in, GZIP_MAGIC.length);
    }

    boolean startsWithGzipMagic() throws IOException {
        byte[] start = readNBytes(GZIP_MAGIC.length);
        unread(start);
        return Arrays.equals(start, GZIP_MAGIC);
    }

    @Override
    public int available() throws IOException {
        int next = read();
        if (next < 0) {
            return 0;
        }
        unread(next);
        return Math.max(1, super.available());
    }
}
