package io.thalweg.format;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A gzip stream of one or more members, inflated; what is wrong with it is said with the file's name. One thread. */
final class GzipStream extends FilterInputStream {
    private static final int BUFFER_BYTES = 64 << 10;

    private final String name;

    GzipStream(PeekingStream deflated, String name) throws IOException {
        super(deflated);
        this.name = name;
        try {
            in = new GZIPInputStream(deflated, BUFFER_BYTES);
        } catch (EOFException | ZipException e) {
            throw damaged(e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return in.read(bytes, offset, length);
        } catch (EOFException | ZipException e) {
            throw damaged(e);
        }
    }

    private IOException damaged(IOException cause) {
        return new IOException(
                cause instanceof EOFException
                        ? name + " ends in the middle of its gzip stream"
                        : name + " is not intact gzip: " + cause.getMessage(),
                cause);
    }
}
