package io.thalweg.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.thalweg.example.ExampleSink;
import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.mapping.IsoTime;
import io.thalweg.mapping.MappedFeatures;
import io.thalweg.mapping.Role;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/** Values of JSON records that are a label, an importance, an id or a time. One thread. */
final class JsonRoles {
    private final MappedFeatures features;
    private final IsoTime iso = new IsoTime();
    private final Set<Role> given = EnumSet.noneOf(Role.class);

    JsonRoles(MappedFeatures features) {
        this.features = features;
    }

    /** Begins with a record. */
    void begin() {
        given.clear();
    }

    /** @throws RejectedExampleException if the value is of a type that the role cannot have, or if the record has given another one */
    void give(JsonField field, JsonToken token, JsonParser parser) throws IOException {
        if (!given.add(field.role)) {
            throw new RejectedExampleException(
                    RejectReason.UNDECODABLE,
                    "field " + field.field.path() + " is " + field.role.key()
                            + " and there twice, by names with dots in them; a record must have it once"
                            + JsonRecords.place(parser));
        }
        boolean taken = switch (field.role) {
            case LABEL -> label(token, parser);
            case IMPORTANCE -> importance(token, parser);
            case ID -> id(token, parser);
            case TIME -> time(field, token, parser);
        };
        if (!taken) {
            features.unparsable(field.field);
            throw new RejectedExampleException(
                    RejectReason.INCOMPATIBLE_FIELD,
                    "field " + field.field.path() + " is " + field.role.key() + " and " + JsonRecords.described(token)
                            + "; it must be " + allowed(field.role) + JsonRecords.place(parser));
        }
    }

    private static String allowed(Role role) {
        return switch (role) {
            case LABEL -> "a number, a boolean or a string";
            case IMPORTANCE -> "a number";
            case ID -> "a string or an integer";
            case TIME -> "an integer (milliseconds) or a string (ISO-8601)";
        };
    }

    static RejectedExampleException insideArray(JsonField array, String path, JsonParser parser) {
        return new RejectedExampleException(
                RejectReason.INCOMPATIBLE_FIELD,
                "field " + path + " is " + array.roleBelow.key()
                        + " and inside an array; it must be a field of the record, or of records in it"
                        + JsonRecords.place(parser));
    }

    private boolean label(JsonToken token, JsonParser parser) throws IOException {
        ExampleSink sink = features.sink();
        switch (token) {
            case VALUE_TRUE -> sink.label(1);
            case VALUE_FALSE -> sink.label(0);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> sink.label(parser.getDoubleValue());
            case VALUE_STRING -> {
                if (!parser.getText().isEmpty()) {
                    sink.label(parser.getText());
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean importance(JsonToken token, JsonParser parser) throws IOException {
        if (!token.isNumeric()) {
            return false;
        }
        features.sink().importance(parser.getDoubleValue());
        return true;
    }

    private boolean id(JsonToken token, JsonParser parser) throws IOException {
        if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NUMBER_INT) {
            return false;
        }
        features.sink().id(parser.getText());
        return true;
    }

    private boolean time(JsonField field, JsonToken token, JsonParser parser) throws IOException {
        if (token == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            features.sink().time(parser.getLongValue());
            return true;
        }
        if (token != JsonToken.VALUE_STRING) {
            return false;
        }
        long ms = iso.parse(parser.getText());
        if (ms == IsoTime.NONE) {
            features.unparsable(field.field);
            throw Malformed.line("field " + field.field.path() + " is " + Malformed.excerpt(parser.getText())
                    + "; it must be a time in ISO 8601, such as 2024-01-31T12:30:00Z" + JsonRecords.place(parser));
        }
        features.sink().time(ms);
        return true;
    }
}
