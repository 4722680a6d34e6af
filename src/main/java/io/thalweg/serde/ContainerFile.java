package io.thalweg.serde;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * An Avro object container file (Avro 1.12 specification, Object Container Files), block by block, with any codec that Avro has:
 *
 * <pre>
 * +-----------+--------------------+---------+    +-----------+----------+---------+---------+
 * | 4F 62 6A 1| map string → bytes | 16 sync |    | records   | size     | records | 16 sync |  ...
 * +-----------+--------------------+---------+    +-----------+----------+---------+---------+
 * </pre>
 *
 * Unlike Avro's {@code DataFileStream}, it tells a file that was cut short from one that ended, and allocates no more for a block than the
 * file holds. Every failure is an {@link IOException} of one line. One thread.
 */
final class ContainerFile implements Closeable {
    private static final byte[] MAGIC = {'O', 'b', 'j', 1};
    private static final String SCHEMA = "avro.schema";
    private static final String CODEC = "avro.codec";
    private static final Pattern CODEC_NAME = Pattern.compile("[a-z0-9_-]{1,30}");
    private static final int SYNC_BYTES = 16;

    private final InputStream in;
    private final Schema schema;
    private final String codec;
    private final byte[] sync;
    private ByteBuffer block = ByteBuffer.allocate(0);

    /** @throws IOException if the bytes do not begin with the header of such a file */
    ContainerFile(InputStream in) throws IOException {
        this.in = new BufferedInputStream(in, 1 << 16);
        byte[] magic = this.in.readNBytes(MAGIC.length);
        if (!Arrays.equals(magic, MAGIC)) {
            throw new IOException("this is not an Avro object container file: it must begin with the bytes Obj 01");
        }
        Map<String, byte[]> meta = readMeta();
        sync = readBytes(SYNC_BYTES);
        schema = schema(meta.get(SCHEMA));
        byte[] named = meta.get(CODEC);
        codec = named == null ? "null" : new String(named, StandardCharsets.UTF_8);
        if (!CODEC_NAME.matcher(codec).matches()) {
            throw new IOException("the file is damaged: its header's avro.codec is not the name of a codec");
        }
    }

    /** What its records were written with. */
    Schema schema() {
        return schema;
    }

    /** Goes to the next block; how many records it has, or −1 if the file has ended. */
    long next() throws IOException {
        in.mark(1);
        if (in.read() < 0) {
            return -1;
        }
        in.reset();
        long records = readLong();
        if (records < 0) {
            throw new IOException("the file is damaged: a block has " + records + " records");
        }
        byte[] stored = readBytes(readLong());
        if (!Arrays.equals(readBytes(SYNC_BYTES), sync)) {
            throw new IOException("the file is damaged: a block does not end with the file's sync marker");
        }
        block = codec.equals("null") ? ByteBuffer.wrap(stored) : decompress(stored);
        return records;
    }

    /** The records of the block gone to last, decompressed; backed by an array. */
    ByteBuffer block() {
        return block;
    }

    private Map<String, byte[]> readMeta() throws IOException {
        Map<String, byte[]> meta = new HashMap<>();
        for (long count = readLong(); count != 0; count = readLong()) {
            if (count < 0) {
                readLong();
            }
            for (long i = 0; i < Math.abs(count); i++) {
                String key = new String(readBytes(readLong()), StandardCharsets.UTF_8);
                meta.put(key, readBytes(readLong()));
            }
        }
        return meta;
    }

    private static Schema schema(byte[] json) throws IOException {
        if (json == null) {
            throw new IOException("the file is damaged: its header has no avro.schema");
        }
        try {
            return new Schema.Parser().parse(new String(json, StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            // The parser has an exception of its own for most that can be wrong, and lets out others.
            throw new IOException("the file is damaged: its header's avro.schema is not a schema", e);
        }
    }

    /** Avro keeps its codecs to itself, so the block goes through a file of its own, of one record of type null. */
    private ByteBuffer decompress(byte[] stored) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream(stored.length + 128);
        BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(file, null);
        out.writeFixed(MAGIC);
        out.writeLong(2);
        out.writeString(SCHEMA);
        out.writeString("\"null\"");
        out.writeString(CODEC);
        out.writeString(codec);
        out.writeLong(0);
        out.writeFixed(sync);
        out.writeLong(1);
        out.writeLong(stored.length);
        out.writeFixed(stored);
        out.writeFixed(sync);
        try (DataFileStream<Object> one =
                new DataFileStream<>(new ByteArrayInputStream(file.toByteArray()), new GenericDatumReader<>())) {
            return one.nextBlock();
        } catch (IOException | RuntimeException | LinkageError e) {
            throw new IOException(
                    "a block cannot be decompressed: the file is damaged, or its codec " + codec
                            + " is not available here; deflate and zstandard are",
                    e);
        }
    }

    private byte[] readBytes(long length) throws IOException {
        if (length < 0 || length > Integer.MAX_VALUE - 8) {
            throw new IOException("the file is damaged: a length is " + length);
        }
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw cutShort();
        }
        return bytes;
    }

    private long readLong() throws IOException {
        long zigzag = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = in.read();
            if (next < 0) {
                throw cutShort();
            }
            zigzag |= (next & 0x7fL) << shift;
            if (next < 0x80) {
                return zigzag >>> 1 ^ -(zigzag & 1);
            }
        }
        throw new IOException("the file is damaged: a number has more than 10 bytes");
    }

    private static EOFException cutShort() {
        return new EOFException("the file is cut short");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
