package io.thalweg.serde;

import io.thalweg.example.ExampleSink;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/**
 * How the examples of one writer's schema are read: a step for each field, in the writer's order, compiled once. Fields have the names and
 * meanings of {@code schemas/LabeledExample.avsc}; those that the writer lacks take their defaults, those that only the writer knows are
 * skipped. Numbers may be int, long, float or double, a label a string as well, and every field may be a union with null: null is as good as absent. Immutable; any
 * thread, each with parts of its own.
 */
final class ExamplePlan implements RecordReader {
    /** Reads one field, off {@code parts.in}, into {@code parts} or {@code sink}. */
    @FunctionalInterface
    private interface Step {
        void read(ExampleParts parts, ExampleSink sink);
    }

    private static final String NUMBERS = "an array of int, long, float or double";
    private static final Step NOTHING = (parts, sink) -> {};

    private final Step[] steps;

    private ExamplePlan(Step[] steps) {
        this.steps = steps;
    }

    /** @throws UnreadableSchemaException if a field has a type that cannot be what its name says, or there are no fields of features */
    static ExamplePlan of(Schema writer) {
        if (writer.getType() != Schema.Type.RECORD) {
            throw new UnreadableSchemaException(
                    "its type is " + writer.getType().getName() + "; it must be a record");
        }
        if (!has(writer, "numeric") && !has(writer, "categorical") && !has(writer, "indices")) {
            throw new UnreadableSchemaException(
                    "it has no features; it must have a field numeric, categorical or indices");
        }
        return new ExamplePlan(
                writer.getFields().stream().map(ExamplePlan::step).toArray(Step[]::new));
    }

    /** Whether the schema has features in the way of {@code LabeledExample}: arrays of named ones, or of indices. */
    static boolean isFor(Schema writer) {
        return isArrayOfFeatures(writer, "numeric")
                || isArrayOfFeatures(writer, "categorical")
                || itemsOf(writer, "indices")
                        .anyMatch(item -> item.getType() == Schema.Type.INT || item.getType() == Schema.Type.LONG);
    }

    private static boolean isArrayOfFeatures(Schema writer, String name) {
        return itemsOf(writer, name)
                .anyMatch(item -> item.getType() == Schema.Type.RECORD && has(item, "name") && has(item, "value"));
    }

    private static Stream<Schema> itemsOf(Schema writer, String name) {
        Schema.Field field = writer.getField(name);
        if (field == null) {
            return Stream.empty();
        }
        Schema type = field.schema();
        return (type.getType() == Schema.Type.UNION ? type.getTypes().stream() : Stream.of(type))
                .filter(branch -> branch.getType() == Schema.Type.ARRAY)
                .map(Schema::getElementType);
    }

    @Override
    public void read(ExampleParts parts, ExampleSink sink) {
        sink.begin();
        parts.packed.clear();
        run(steps, parts, sink);
        parts.packed.giveTo(sink);
    }

    private static boolean has(Schema record, String name) {
        Schema.Field field = record.getField(name);
        return field != null && field.schema().getType() != Schema.Type.NULL;
    }

    private static Step step(Schema.Field field) {
        String name = field.name();
        return switch (name) {
            case "id" -> optional(field.schema(), type -> string(name, type, ExamplePlan::readId));
            case "label" -> optional(field.schema(), ExamplePlan::label);
            case "importance" -> optional(field.schema(), type -> importance(NumberReader.of(name, type)));
            case "numeric" -> optional(field.schema(), type -> numeric(featureSteps(name, type)));
            case "categorical" -> optional(field.schema(), type -> categorical(featureSteps(name, type)));
            case "indices" -> optional(field.schema(), type -> indices(items(name, type, "an array of int or long")));
            case "values" -> optional(field.schema(), type -> values(items(name, type, NUMBERS)));
            default -> skip(field.schema());
        };
    }

    private static Step optional(Schema type, Function<Schema, Step> compile) {
        if (type.getType() == Schema.Type.NULL) {
            return NOTHING;
        }
        if (type.getType() != Schema.Type.UNION) {
            return compile.apply(type);
        }
        Step[] branches = type.getTypes().stream()
                .map(branch -> optional(branch, compile))
                .toArray(Step[]::new);
        return (parts, sink) -> branches[parts.in.readBranch(branches.length)].read(parts, sink);
    }

    private static Step skip(Schema type) {
        SkippedValue skipped = new SkippedValue(type);
        return (parts, sink) -> skipped.skip(parts.in);
    }

    private static Step string(String path, Schema type, Step step) {
        if (type.getType() != Schema.Type.STRING) {
            throw new UnreadableSchemaException(path, type, "string");
        }
        return step;
    }

    private static void readId(ExampleParts parts, ExampleSink sink) {
        sink.id(text(parts));
    }

    private static String text(ExampleParts parts) {
        BinaryCursor in = parts.in;
        int length = in.readLength();
        String text = new String(in.bytes(), in.position(), length, StandardCharsets.UTF_8);
        in.skip(length);
        return text;
    }

    private static Step label(Schema type) {
        if (type.getType() == Schema.Type.STRING) {
            return ExamplePlan::readLabelName;
        }
        NumberReader number = NumberReader.of("label", type, "int, long, float, double or string");
        return (parts, sink) -> sink.label(number.read(parts.in));
    }

    private static void readLabelName(ExampleParts parts, ExampleSink sink) {
        String name = text(parts);
        if (!name.isEmpty()) {
            sink.label(name);
        }
    }

    private static Step importance(NumberReader number) {
        return (parts, sink) -> sink.importance(number.read(parts.in));
    }

    private static Schema items(String path, Schema type, String allowed) {
        if (type.getType() != Schema.Type.ARRAY) {
            throw new UnreadableSchemaException(path, type, allowed);
        }
        return type.getElementType();
    }

    private static Step indices(Schema item) {
        return switch (item.getType()) {
            case INT -> (parts, sink) -> parts.packed.readIntIndices(parts.in);
            case LONG -> (parts, sink) -> parts.packed.readLongIndices(parts.in);
            default -> throw new UnreadableSchemaException("indices[]", item, "int or long");
        };
    }

    private static Step values(Schema item) {
        if (item.getType() == Schema.Type.FLOAT) {
            return (parts, sink) -> parts.packed.readFloatValues(parts.in);
        }
        NumberReader number = NumberReader.of("values[]", item);
        return (parts, sink) -> parts.packed.readValues(parts.in, number);
    }

    /** The steps of one item of {@code numeric} or {@code categorical}: at least two bytes. */
    private static Step[] featureSteps(String list, Schema type) {
        Schema item = items(list, type, "an array of records");
        if (item.getType() != Schema.Type.RECORD || !has(item, "name") || !has(item, "value")) {
            throw new UnreadableSchemaException(list + "[]", item, "a record with the fields name and value");
        }
        return item.getFields().stream().map(field -> featureStep(list, field)).toArray(Step[]::new);
    }

    private static Step featureStep(String list, Schema.Field field) {
        String path = list + "[]." + field.name();
        return switch (field.name()) {
            case "name" -> optional(field.schema(), type -> string(path, type, (parts, sink) -> parts.readName()));
            case "value" ->
                optional(
                        field.schema(),
                        type -> list.equals("numeric")
                                ? value(NumberReader.of(path, type))
                                : string(path, type, (parts, sink) -> parts.readCategory()));
            default -> skip(field.schema());
        };
    }

    private static Step value(NumberReader number) {
        return (parts, sink) -> parts.readValue(number);
    }

    private static Step numeric(Step[] steps) {
        return features(steps, (parts, sink) -> {
            if (parts.nameAt >= 0 && parts.hasValue) {
                sink.numeric(parts.in.bytes(), parts.nameAt, parts.nameLength, parts.value);
            }
        });
    }

    private static Step categorical(Step[] steps) {
        return features(steps, (parts, sink) -> {
            if (parts.nameAt >= 0 && parts.categoryAt >= 0) {
                byte[] bytes = parts.in.bytes();
                sink.categorical(bytes, parts.nameAt, parts.nameLength, bytes, parts.categoryAt, parts.categoryLength);
            }
        });
    }

    private static Step features(Step[] steps, Step give) {
        return (parts, sink) -> {
            for (int count = parts.in.readBlock(2); count > 0; count = parts.in.readBlock(2)) {
                for (int i = 0; i < count; i++) {
                    parts.nextFeature();
                    run(steps, parts, sink);
                    give.read(parts, sink);
                }
            }
        };
    }

    private static void run(Step[] steps, ExampleParts parts, ExampleSink sink) {
        for (Step step : steps) {
            step.read(parts, sink);
        }
    }
}
