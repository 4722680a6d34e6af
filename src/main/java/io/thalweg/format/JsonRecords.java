package io.thalweg.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.thalweg.example.ExampleSink;
import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.mapping.Field;
import io.thalweg.mapping.FieldCounts;
import io.thalweg.mapping.FieldMapping;
import io.thalweg.mapping.MappedFeatures;
import io.thalweg.mapping.Transform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Reads records in JSON (RFC 8259), an object each, by a mapping: numbers are numeric features, texts and truth values categories, arrays of them bags, arrays of
 * numbers vectors, objects records, null is absent. Each value counts by its own type. Objects that name a field twice, records that do so with a role, and values nested more than
 * {@value #MAX_DEPTH} deep, are rejected. One thread.
 */
public final class JsonRecords {
    private static final int MAX_DEPTH = 100;
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .build();

    /** What Jackson says of its source and its options, which is no help to anybody. */
    private static final Pattern SOURCE = Pattern.compile(" \\(start marker at .*?]\\)|: enable `.*");

    private final FieldMapping mapping;
    private final MappedFeatures features;
    private final JsonField record;
    private final JsonField.Room room = new JsonField.Room();
    private final JsonRoles roles;
    private JsonParser parser;

    /** @param counts are told of each field */
    public JsonRecords(FieldMapping mapping, FieldCounts counts) {
        this.mapping = mapping;
        features = new MappedFeatures(mapping, counts);
        record = new JsonField("", mapping, features);
        roles = new JsonRoles(features);
    }

    /**
     * Gives the record in {@code length} bytes to {@code sink}. Bytes named in messages are counted from 0 at the first of them.
     *
     * @throws RejectedExampleException {@code UNDECODABLE} if it is not one object, {@code INCOMPATIBLE_FIELD} if a field has a type that it cannot have, or
     *     whatever the sink refuses; the sink may have been given a part
     */
    public void read(byte[] json, int from, int length, ExampleSink sink) {
        try (JsonParser opened = FACTORY.createParser(json, from, length)) {
            parser = opened;
            features.begin(sink);
            roles.begin();
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw undecodable("the value is " + described(parser.currentToken()) + "; it must be an object");
            }
            object(record);
            if (parser.nextToken() != null) {
                throw undecodable("something follows the end of the object");
            }
            features.end();
        } catch (JsonProcessingException e) {
            throw undecodable(
                    SOURCE.matcher(e.getOriginalMessage()).replaceAll(""),
                    e.getLocation() == null ? -1 : e.getLocation().getByteOffset());
        } catch (IOException e) {
            throw undecodable(String.valueOf(e.getMessage()), -1);
        }
    }

    private RejectedExampleException undecodable(String what) {
        return undecodable(what, parser.currentTokenLocation().getByteOffset());
    }

    private static RejectedExampleException undecodable(String what, long at) {
        return new RejectedExampleException(
                RejectReason.UNDECODABLE, what.replaceAll("\\p{C}", "?") + (at < 0 ? "" : ", at byte " + at));
    }

    /** Where the parser is, for the end of a message. */
    static String place(JsonParser parser) {
        return ", at byte " + parser.currentTokenLocation().getByteOffset();
    }

    static String described(JsonToken token) {
        return token == null
                ? "empty"
                : switch (token) {
                    case START_OBJECT -> "an object";
                    case START_ARRAY -> "an array";
                    case VALUE_STRING -> "a string";
                    case VALUE_TRUE, VALUE_FALSE -> "a boolean";
                    case VALUE_NULL -> "null";
                    default -> "a number";
                };
    }

    private void object(JsonField above) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            JsonField field = above.below(parser.currentName(), mapping, room);
            JsonToken token = parser.nextToken();
            if (!field.isWanted) {
                parser.skipChildren();
            } else if (token == JsonToken.VALUE_NULL) {
                features.missing(field.field);
            } else {
                features.present(field.field);
                value(field, token);
            }
        }
    }

    private void value(JsonField field, JsonToken token) throws IOException {
        if (field.role != null) {
            roles.give(field, token, parser);
            parser.skipChildren();
        } else if (token == JsonToken.START_OBJECT) {
            object(field);
        } else if (token == JsonToken.START_ARRAY) {
            if (field.roleBelow != null) {
                throw JsonRoles.insideArray(field, mapping.path(field.roleBelow), parser);
            }
            array(field, field.field, 0);
        } else if (field.isFeature) {
            scalar(field, field.field, token);
        }
    }

    private void scalar(JsonField field, Field named, JsonToken token) throws IOException {
        switch (token) {
            case VALUE_STRING -> {
                check(field, field.transform.isOfNumbers() || field.transform == Transform.Kind.VECTOR, token);
                byte[] utf8 = parser.getText().getBytes(StandardCharsets.UTF_8);
                features.category(named, utf8, 0, utf8.length);
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                check(
                        field,
                        field.transform != Transform.Kind.NONE && field.transform != Transform.Kind.CATEGORY,
                        token);
                features.symbol(named, token == JsonToken.VALUE_TRUE ? TRUE : FALSE);
            }
            default -> {
                check(field, field.transform == Transform.Kind.TEXT, token);
                number(named);
            }
        }
    }

    private void check(JsonField field, boolean fitsNot, JsonToken token) {
        if (fitsNot && field.namesTransform) {
            features.unparsable(field.field);
            throw new RejectedExampleException(
                    RejectReason.INCOMPATIBLE_FIELD,
                    "field " + field.field.path() + " is " + described(token)
                            + ", and its transform in features.transform is not for that" + place(parser));
        }
    }

    private void number(Field named) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            features.number(named, parser.getLongValue());
        } else {
            features.number(named, parser.getDoubleValue());
        }
    }

    /** @param above what positions are named after; null if they are not wanted */
    private void array(JsonField field, Field above, int depth) throws IOException {
        int position = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            switch (token) {
                case START_OBJECT -> object(field);
                case START_ARRAY -> array(field, position(field, above, depth, position), depth + 1);
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> item(field, above, depth, position);
                case VALUE_NULL -> {}
                default -> {
                    if (field.isFeature) {
                        scalar(field, field.field, token);
                    }
                }
            }
            position++;
        }
    }

    private void item(JsonField field, Field above, int depth, int position) throws IOException {
        if (field.transform == Transform.Kind.CATEGORY) {
            if (field.isFeature) {
                number(field.field);
            }
            return;
        }
        Field named = position(field, above, depth, position);
        if (named != null && named.isFeature()) {
            number(named);
        }
    }

    private static Field position(JsonField field, Field above, int depth, int position) {
        return above == null ? null : field.positions(depth).of(above, position);
    }
}
