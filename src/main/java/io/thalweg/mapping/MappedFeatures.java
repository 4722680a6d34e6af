package io.thalweg.mapping;

import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.ExampleSink;
import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;

/**
 * Turns the values of a record's fields into features, by a {@link FieldMapping}, and gives them to a sink. Readers of records tell it what they
 * read, between {@link #begin} and {@link #end}. Allocates nothing for ASCII and for ordinary numbers. One thread.
 */
public final class MappedFeatures {
    private final FieldMapping mapping;
    private final FieldCounts counts;
    private final Joined joined;
    private final DecimalText decimal = new DecimalText();
    private final Words words = new Words();
    private ExampleSink sink;

    public MappedFeatures(FieldMapping mapping, FieldCounts counts) {
        this.mapping = mapping;
        this.counts = counts;
        joined = new Joined(mapping.interactions());
    }

    public boolean isFeature(String path) {
        return mapping.isFeature(path);
    }

    /** Whether fields at {@code path} or below it can be features. */
    boolean isWanted(String path) {
        return mapping.isFeature(path) || mapping.differsBelow(path);
    }

    /** The field at {@code path}, to be told its values. */
    public Field field(String path) {
        return field(path, path);
    }

    /** @param counted the path that it is counted under, together with others */
    public Field field(String path, String counted) {
        return field(path, counts.slot(counted));
    }

    Field field(String path, int slot) {
        return new Field(path, mapping.transform(path), mapping.sides(path), slot, mapping.isFeature(path));
    }

    /** The fields below {@code above} that the data names. */
    public KeyedFields fieldsBelow(Field above) {
        return new KeyedFields(this, above, mapping.differsBelow(above.mapped()));
    }

    public void begin(ExampleSink sink) {
        this.sink = sink;
        joined.clear();
        sink.begin();
    }

    /** What takes the parts that are not features. */
    public ExampleSink sink() {
        return sink;
    }

    /** Gives the interactions' products. */
    public void end() {
        joined.giveTo(sink);
    }

    public void present(Field field) {
        counts.present(field.slot);
    }

    /** What was said to be {@link #present} is null. */
    public void isNull(Field field) {
        counts.isNull(field.slot);
    }

    public void missing(Field field) {
        counts.missing(field.slot);
    }

    public void unparsable(Field field) {
        counts.unparsable(field.slot);
    }

    /** @throws RejectedExampleException if the value is not finite or beyond what a feature may be */
    public void number(Field field, double value) {
        number(field, value, false);
    }

    /** The same; only as a category does it matter that the number is a float. */
    public void number(Field field, float value) {
        number(field, value, true);
    }

    public void number(Field field, long value) {
        if (field.kind == Transform.Kind.CATEGORY) {
            category(field, value);
        } else {
            number(field, value, false);
        }
    }

    private void number(Field field, double value, boolean isFloat) {
        if (!(Math.abs(value) <= ExampleBuilder.MAX_MAGNITUDE)) {
            throw refused(field, value);
        }
        switch (field.kind) {
            case LOG1P -> numeric(field, (float) (Math.signum(value) * StrictMath.log1p(Math.abs(value))));
            case STANDARDIZE -> standardized(field, (float) value);
            case BUCKETS -> {
                byte[] bucket = field.transform.bucket(value);
                categorical(field, bucket, 0, bucket.length);
            }
            case CATEGORY -> {
                decimal.set(value, isFloat);
                categorical(field, decimal.bytes(), decimal.from(), decimal.length());
            }
            default -> numeric(field, (float) value);
        }
    }

    private RejectedExampleException refused(Field field, double value) {
        counts.unparsable(field.slot);
        return Double.isFinite(value)
                ? new RejectedExampleException(
                        RejectReason.OUT_OF_RANGE,
                        "field " + field.path() + " is " + value + "; its magnitude must be at most "
                                + ExampleBuilder.MAX_MAGNITUDE)
                : new RejectedExampleException(
                        RejectReason.NON_FINITE, "field " + field.path() + " is " + value + "; it must be finite");
    }

    /** A text, or the name of a category. */
    public void category(Field field, byte[] utf8, int from, int length) {
        if (field.kind == Transform.Kind.TEXT) {
            words.of(utf8, from, length);
            while (words.next()) {
                categorical(field, words.bytes(), words.start(), words.length());
            }
        } else {
            categorical(field, utf8, from, length);
        }
    }

    /** The name of a category, whatever transform there is. */
    public void symbol(Field field, byte[] name) {
        categorical(field, name, 0, name.length);
    }

    /** A number that stands for a category. */
    public void category(Field field, long value) {
        decimal.set(value);
        categorical(field, decimal.bytes(), decimal.from(), decimal.length());
    }

    /** The same; @throws RejectedExampleException if it is not finite or beyond what a feature may be. */
    public void category(Field field, double value, boolean isFloat) {
        if (!(Math.abs(value) <= ExampleBuilder.MAX_MAGNITUDE)) {
            throw refused(field, value);
        }
        decimal.set(value, isFloat);
        categorical(field, decimal.bytes(), decimal.from(), decimal.length());
    }

    /** The hour of day, UTC, of a time in milliseconds. */
    public void hour(Field field, long ms) {
        byte[] hour = CalendarParts.hour(ms);
        categorical(field, hour, 0, hour.length);
    }

    /** The day of the week, UTC, of a time in milliseconds. */
    public void weekday(Field field, long ms) {
        byte[] weekday = CalendarParts.weekday(ms);
        categorical(field, weekday, 0, weekday.length);
    }

    private void numeric(Field field, float value) {
        if (field.sides != 0) {
            joined.numeric(field.sides, field.name, field.length, value);
        }
        sink.numeric(field.name, 0, field.length, value);
    }

    private void standardized(Field field, float value) {
        if (field.sides != 0) {
            joined.numeric(field.sides, field.name, field.length, value);
        }
        sink.standardized(field.name, 0, field.length, value);
    }

    private void categorical(Field field, byte[] utf8, int from, int length) {
        if (field.sides != 0) {
            joined.categorical(field.sides, field.name, field.length, utf8, from, length);
        }
        sink.categorical(field.name, 0, field.length, utf8, from, length);
    }
}
