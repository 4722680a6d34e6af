package io.thalweg.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** The items of an array, encoded as they come, until their record is written. Reused. One thread. */
final class EncodedItems {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final BinaryEncoder items = EncoderFactory.get().binaryEncoder(bytes, null);
    private int count;

    void clear() {
        bytes.reset();
        count = 0;
    }

    void add(RecordBytes.Fields item) {
        try {
            item.write(items);
            items.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        count++;
    }

    void writeTo(BinaryEncoder out) throws IOException {
        out.writeArrayStart();
        out.setItemCount(count);
        for (int i = 0; i < count; i++) {
            out.startItem();
        }
        out.writeFixed(bytes.toByteArray());
        out.writeArrayEnd();
    }
}
