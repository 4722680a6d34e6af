package io.thalweg.generator;

import io.thalweg.example.ExampleSink;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.Checksum;

/** Adds every call to a checksum, with its kind and the exact bits of its numbers. */
final class ChecksumSink implements ExampleSink {
    private final Checksum checksum;

    ChecksumSink(Checksum checksum) {
        this.checksum = checksum;
    }

    void number(double value) {
        checksum.update(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
    }

    private void text(int kind, byte[] bytes, int offset, int length) {
        checksum.update(kind);
        checksum.update(length);
        checksum.update(bytes, offset, length);
    }

    @Override
    public void begin() {
        checksum.update('b');
    }

    @Override
    public void id(String id) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        text('i', bytes, 0, bytes.length);
    }

    @Override
    public void label(double label) {
        checksum.update('l');
        number(label);
    }

    @Override
    public void label(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        text('m', bytes, 0, bytes.length);
    }

    @Override
    public void importance(double importance) {
        checksum.update('w');
        number(importance);
    }

    @Override
    public void numeric(byte[] name, int offset, int length, float value) {
        text('n', name, offset, length);
        number(value);
    }

    @Override
    public void categorical(
            byte[] name, int nameOffset, int nameLength, byte[] value, int valueOffset, int valueLength) {
        text('c', name, nameOffset, nameLength);
        text('=', value, valueOffset, valueLength);
    }

    @Override
    public void indexed(int index, float value) {
        checksum.update('x');
        number(index);
        number(value);
    }
}
