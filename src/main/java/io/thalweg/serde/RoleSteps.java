package io.thalweg.serde;

import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.mapping.Field;
import io.thalweg.mapping.IsoTime;
import io.thalweg.mapping.MappedFeatures;
import io.thalweg.mapping.Role;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;

/** The steps of fields that are a label, an importance, an id or a time, by their types. Stateless; any thread. */
final class RoleSteps {
    private static final int LONGEST_SHOWN = 40;

    private RoleSteps() {}

    /** @throws IncompatibleFieldException if the type is none that the role may have */
    static ValueStep of(Role role, String path, Schema type) {
        ValueStep step = switch (role) {
            case LABEL -> label(type);
            case IMPORTANCE -> importance(type);
            case ID -> id(type);
            case TIME -> time(type);
        };
        if (step == null) {
            throw new IncompatibleFieldException("field " + path + " is " + role.key() + " and of type "
                    + IncompatibleFieldException.named(type) + "; it must be of type " + role.allowed() + "; set "
                    + role.key() + " to another field, or to nothing if there is none");
        }
        return step;
    }

    private static ValueStep label(Schema type) {
        return switch (type.getType()) {
            case STRING ->
                (in, to, field) -> {
                    String name = text(in);
                    if (!name.isEmpty()) {
                        to.sink().label(name);
                    }
                };
            case ENUM -> {
                String[] symbols = type.getEnumSymbols().toArray(String[]::new);
                yield (in, to, field) -> to.sink().label(symbols[ScalarSteps.readSymbol(in, symbols.length)]);
            }
            case BOOLEAN -> (in, to, field) -> to.sink().label(in.readBoolean() ? 1 : 0);
            default -> {
                NumberReader number = number(type);
                yield number == null ? null : (in, to, field) -> to.sink().label(number.read(in));
            }
        };
    }

    private static ValueStep importance(Schema type) {
        NumberReader number = number(type);
        return number == null ? null : (in, to, field) -> to.sink().importance(number.read(in));
    }

    private static NumberReader number(Schema type) {
        return switch (type.getType()) {
            case INT, LONG, FLOAT, DOUBLE -> NumberReader.of("", type);
            default -> DecimalReader.of(type);
        };
    }

    private static ValueStep id(Schema type) {
        return switch (type.getType()) {
            case STRING -> (in, to, field) -> to.sink().id(text(in));
            case INT, LONG -> (in, to, field) -> to.sink().id(Long.toString(in.readLong()));
            case ENUM -> {
                String[] symbols = type.getEnumSymbols().toArray(String[]::new);
                yield (in, to, field) -> to.sink().id(symbols[ScalarSteps.readSymbol(in, symbols.length)]);
            }
            default -> null;
        };
    }

    private static ValueStep time(Schema type) {
        TimeReader time = TimeReader.of(type);
        if (time != null) {
            return time.hasDate() ? (in, to, field) -> to.sink().time(time.read(in)) : null;
        }
        return switch (type.getType()) {
            case LONG -> (in, to, field) -> to.sink().time(in.readLong());
            case STRING -> {
                IsoTime iso = new IsoTime();
                yield (in, to, field) -> isoTime(iso, in, to, field);
            }
            default -> null;
        };
    }

    private static void isoTime(IsoTime iso, BinaryCursor in, MappedFeatures to, Field field) {
        int length = in.readLength();
        int at = in.position();
        in.skip(length);
        long ms = iso.parse(in.bytes(), at, length);
        if (ms == IsoTime.NONE) {
            to.unparsable(field);
            String shown = new String(in.bytes(), at, Math.min(length, LONGEST_SHOWN), StandardCharsets.UTF_8)
                    .replaceAll("\\p{C}", "?");
            throw new RejectedExampleException(
                    RejectReason.UNDECODABLE,
                    "field " + field.path() + " is '" + shown
                            + "'; it must be a time in ISO 8601, such as 2024-01-31T12:30:00Z");
        }
        to.sink().time(ms);
    }

    static String text(BinaryCursor in) {
        int length = in.readLength();
        String text = new String(in.bytes(), in.position(), length, StandardCharsets.UTF_8);
        in.skip(length);
        return text;
    }
}
