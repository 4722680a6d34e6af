package io.thalweg.serde;

import io.thalweg.mapping.Field;
import io.thalweg.mapping.KeyedFields;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;

/** The steps of values that are one number, one category or one time, by their types. Stateless; any thread. */
final class ScalarSteps {
    private static final byte[] HOUR = ascii("hour");
    private static final byte[] WEEKDAY = ascii("weekday");
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");

    private ScalarSteps() {}

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static boolean isNumber(Schema type) {
        return switch (type.getType()) {
            case INT, LONG -> TimeReader.of(type) == null;
            case FLOAT, DOUBLE -> true;
            default -> DecimalReader.of(type) != null;
        };
    }

    static ValueStep number(Schema type) {
        return switch (type.getType()) {
            case INT -> (in, to, field) -> to.number(field, (long) in.readInt());
            case LONG -> (in, to, field) -> to.number(field, in.readLong());
            case FLOAT -> (in, to, field) -> to.number(field, in.readFloat());
            case DOUBLE -> (in, to, field) -> to.number(field, in.readDouble());
            default -> {
                NumberReader decimal = DecimalReader.of(type);
                yield (in, to, field) -> to.number(field, decimal.read(in));
            }
        };
    }

    /** A number that is one of many under the same name. */
    static ValueStep numberAsCategory(Schema type) {
        return switch (type.getType()) {
            case INT, LONG -> (in, to, field) -> to.category(field, in.readLong());
            case FLOAT -> (in, to, field) -> to.category(field, in.readFloat(), true);
            case DOUBLE -> (in, to, field) -> to.category(field, in.readDouble(), false);
            default -> {
                NumberReader decimal = DecimalReader.of(type);
                yield (in, to, field) -> to.category(field, decimal.read(in), false);
            }
        };
    }

    static ValueStep string() {
        return (in, to, field) -> {
            int length = in.readLength();
            int at = in.position();
            in.skip(length);
            to.category(field, in.bytes(), at, length);
        };
    }

    static ValueStep bool() {
        return (in, to, field) -> to.symbol(field, in.readBoolean() ? TRUE : FALSE);
    }

    static ValueStep symbol(Schema type) {
        byte[][] symbols = type.getEnumSymbols().stream()
                .map(symbol -> symbol.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        return (in, to, field) -> to.symbol(field, symbols[readSymbol(in, symbols.length)]);
    }

    static int readSymbol(BinaryCursor in, int symbols) {
        int start = in.position();
        long symbol = in.readLong();
        if (symbol < 0 || symbol >= symbols) {
            throw BinaryCursor.undecodable("there is no symbol " + symbol + " in an enum of " + symbols, start);
        }
        return (int) symbol;
    }

    static ValueStep timeAsNumber(TimeReader time) {
        return (in, to, field) -> to.number(field, time.raw(in));
    }

    /**
     * Hour and weekday, as far as the time has them.
     *
     * @param below the fields below the one that is read
     * @param isTime whether it is the example's time as well
     */
    static ValueStep time(TimeReader time, KeyedFields hours, KeyedFields weekdays, boolean isTime) {
        return (in, to, field) -> {
            long ms = time.read(in);
            Field hour = time.hasHour() ? hours.of(field, HOUR, 0, HOUR.length) : null;
            if (hour != null) {
                to.hour(hour, ms);
            }
            Field weekday = time.hasDate() ? weekdays.of(field, WEEKDAY, 0, WEEKDAY.length) : null;
            if (weekday != null) {
                to.weekday(weekday, ms);
            }
            if (isTime) {
                to.sink().time(ms);
            }
        };
    }

    /** The same where the field is always the same one; either may be null. */
    static ValueStep time(TimeReader time, Field hour, Field weekday, boolean isTime) {
        return (in, to, field) -> {
            long ms = time.read(in);
            if (hour != null) {
                to.hour(hour, ms);
            }
            if (weekday != null) {
                to.weekday(weekday, ms);
            }
            if (isTime) {
                to.sink().time(ms);
            }
        };
    }
}
