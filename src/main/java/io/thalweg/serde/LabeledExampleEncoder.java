package io.thalweg.serde;

import io.thalweg.example.ExampleSink;
import java.io.IOException;
import org.apache.avro.io.BinaryEncoder;

/**
 * Collects an example and writes it as a record of the topic of examples, a {@code LabeledExample}. An {@link ExampleDecoder} makes the same
 * example of it: within each kind, features keep their order. Equal examples give equal bytes. One thread.
 */
public final class LabeledExampleEncoder implements ExampleSink {
    private final RecordBytes record;
    private final EncodedItems numeric = new EncodedItems();
    private final EncodedItems categorical = new EncodedItems();
    private final PackedFeatures packed = new PackedFeatures();
    private String id = "";
    private boolean hasLabel;
    private double label;
    private String labelName = "";
    private double importance = 1;

    /** In single-object encoding. */
    public LabeledExampleEncoder() {
        this(PublishedHeaders.singleObject());
    }

    public LabeledExampleEncoder(PublishedHeaders headers) {
        record = new RecordBytes(headers.of(PublishedSchema.EXAMPLE));
    }

    @Override
    public void begin() {
        numeric.clear();
        categorical.clear();
        packed.clear();
        id = "";
        hasLabel = false;
        labelName = "";
        importance = 1;
    }

    @Override
    public void id(String id) {
        this.id = id;
    }

    /** The id of the example collected, empty if it has none: the key of its record. */
    public String id() {
        return id;
    }

    @Override
    public void label(double label) {
        hasLabel = true;
        this.label = label;
    }

    @Override
    public void label(String name) {
        labelName = name;
    }

    @Override
    public void importance(double importance) {
        this.importance = importance;
    }

    @Override
    public void numeric(byte[] name, int offset, int length, float value) {
        numeric.add(out -> {
            out.writeBytes(name, offset, length);
            out.writeFloat(value);
        });
    }

    @Override
    public void categorical(
            byte[] name, int nameOffset, int nameLength, byte[] value, int valueOffset, int valueLength) {
        categorical.add(out -> {
            out.writeBytes(name, nameOffset, nameLength);
            out.writeBytes(value, valueOffset, valueLength);
        });
    }

    @Override
    public void indexed(int index, float value) {
        packed.add(index, value);
    }

    /** The example collected since {@link #begin}, as a record's value. */
    public byte[] encode() {
        return record.encode(this::writeFields);
    }

    private void writeFields(BinaryEncoder out) throws IOException {
        out.writeString(id);
        RecordBytes.writeLabel(out, hasLabel, label, labelName);
        out.writeDouble(importance);
        numeric.writeTo(out);
        categorical.writeTo(out);
        int size = packed.size();
        out.writeArrayStart();
        out.setItemCount(size);
        for (int i = 0; i < size; i++) {
            out.startItem();
            out.writeInt(packed.index(i));
        }
        out.writeArrayEnd();
        int values = packed.allOnes() ? 0 : size;
        out.writeArrayStart();
        out.setItemCount(values);
        for (int i = 0; i < values; i++) {
            out.startItem();
            out.writeFloat(packed.value(i));
        }
        out.writeArrayEnd();
    }
}
