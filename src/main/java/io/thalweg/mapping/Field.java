package io.thalweg.mapping;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A field whose values become features: its name in UTF-8, and what becomes of the values. Made by {@link MappedFeatures}. One thread. */
public final class Field {
    private static final int LONGEST_SHOWN = 200;

    final Transform.Kind kind;
    final Transform transform;
    final long sides;
    final int slot;
    private final boolean isFeature;
    byte[] name;
    int length;

    Field(String path, Transform transform, long sides, int slot, boolean isFeature) {
        this(path.getBytes(StandardCharsets.UTF_8), transform, sides, slot, isFeature);
    }

    private Field(byte[] name, Transform transform, long sides, int slot, boolean isFeature) {
        this.transform = transform;
        kind = transform.kind();
        this.sides = sides;
        this.slot = slot;
        this.isFeature = isFeature;
        this.name = name;
        length = name.length;
    }

    /** One that means the same and has a name of its own. */
    public Field another() {
        return new Field(Arrays.copyOf(name, length), transform, sides, slot, isFeature);
    }

    /** Whether it is a feature itself, and not only fields below it. */
    public boolean isFeature() {
        return isFeature;
    }

    /** Two are equal if they have the same name. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Field field && Arrays.equals(name, 0, length, field.name, 0, field.length);
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + name[i];
        }
        return hash;
    }

    /** Takes the name of a field below {@code above}. */
    void below(Field above, byte[] key, int from, int keyLength) {
        int start = above.length + 1;
        if (start + keyLength > name.length) {
            name = new byte[2 * (start + keyLength)];
        }
        System.arraycopy(above.name, 0, name, 0, above.length);
        name[above.length] = '.';
        System.arraycopy(key, from, name, start, keyLength);
        length = start + keyLength;
    }

    /** The path as the mapping has it. */
    public String mapped() {
        return new String(name, 0, length, StandardCharsets.UTF_8);
    }

    /** The path on one line, for messages: data may have named the field. */
    public String path() {
        String path = mapped().replaceAll("\\p{C}", "?");
        return path.length() <= LONGEST_SHOWN ? path : path.substring(0, LONGEST_SHOWN) + "…";
    }
}
