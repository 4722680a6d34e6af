package io.thalweg.serde;

/** What is read of an example before it can be given to a sink: packed features, and the named feature at hand. Reused. One thread. */
final class ExampleParts {
    final BinaryCursor in = new BinaryCursor();
    final PackedFeatures packed = new PackedFeatures();

    /** The index of the first byte of the feature's name in the cursor's bytes; −1 if it has no name. */
    int nameAt;

    int nameLength;

    /** The category likewise. */
    int categoryAt;

    int categoryLength;
    float value;
    boolean hasValue;

    void nextFeature() {
        nameAt = -1;
        categoryAt = -1;
        hasValue = false;
    }

    void readName() {
        nameLength = in.readLength();
        nameAt = in.position();
        in.skip(nameLength);
    }

    void readCategory() {
        categoryLength = in.readLength();
        categoryAt = in.position();
        in.skip(categoryLength);
    }

    void readValue(NumberReader number) {
        value = (float) number.read(in);
        hasValue = true;
    }
}
