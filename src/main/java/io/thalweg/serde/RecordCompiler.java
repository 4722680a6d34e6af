package io.thalweg.serde;

import io.thalweg.mapping.Field;
import io.thalweg.mapping.FieldKinds;
import io.thalweg.mapping.FieldMapping;
import io.thalweg.mapping.Kind;
import io.thalweg.mapping.MappedFeatures;
import io.thalweg.mapping.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.Schema;

/**
 * Makes steps of a writer's schema and a mapping: one for each field, in the writer's order. A record inside itself is compiled when data come that deep, by
 * {@link RecursiveRecord}. One thread.
 */
final class RecordCompiler {
    private static final int MAX_FIELDS = 10_000;
    static final int MAX_DEPTH = 100;

    private static final ValueStep NOTHING = (in, to, field) -> {};
    private static final ValueStep NULL = (in, to, field) -> to.isNull(field);

    final FieldMapping mapping;
    final MappedFeatures features;
    private final FieldKinds kinds;
    private final FoundKinds found;
    private final Set<Schema> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private final RecursiveRecord.Budget budget;
    private int depth;
    private int fields;

    /**
     * @param found receives the kind of each field
     * @param budget shared by all that is compiled of one schema
     * @param depth how many records, arrays and maps are around this
     */
    RecordCompiler(
            FieldMapping mapping,
            MappedFeatures features,
            FieldKinds kinds,
            FoundKinds found,
            RecursiveRecord.Budget budget,
            int depth) {
        this.mapping = mapping;
        this.features = features;
        this.kinds = kinds;
        this.found = found;
        this.budget = budget;
        this.depth = depth;
    }

    /** The same for a record inside itself, inside {@code depth} others: what is there is not looked at for its kinds. */
    RecordCompiler deeper(int depth) {
        return new RecordCompiler(mapping, features, kinds, new FoundKinds(), budget, depth);
    }

    /** @throws IncompatibleFieldException if too much is around what is compiled now, for whatever stack reads it */
    private ValueStep inside(String path, Supplier<ValueStep> compile) {
        if (depth > MAX_DEPTH) {
            throw tooDeep(path);
        }
        depth++;
        ValueStep step = compile.get();
        depth--;
        return step;
    }

    static IncompatibleFieldException tooDeep(String path) {
        return new IncompatibleFieldException(
                "field " + path + " is nested more than " + MAX_DEPTH + " deep; leave it out with features.exclude");
    }

    /**
     * @param prefix of the fields' paths: empty, or one that ends in a dot
     * @param kindPrefix the same of what their kinds are remembered by
     * @throws IncompatibleFieldException if a field has a type that it cannot have
     */
    ValueStep record(Schema record, String prefix, String kindPrefix) {
        if (!open.add(record)) {
            return new RecursiveRecord(this, record, prefix, kindPrefix, depth, budget);
        }
        ValueStep step = inside(
                prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1),
                () -> fields(record, prefix, kindPrefix));
        open.remove(record);
        return step;
    }

    private ValueStep fields(Schema record, String prefix, String kindPrefix) {
        List<ValueStep> steps = new ArrayList<>();
        List<Field> names = new ArrayList<>();
        for (Schema.Field field : record.getFields()) {
            String path = prefix + field.name();
            count(path);
            String kindPath = kindPrefix + field.name();
            ValueStep step = field(path, kindPath, field.schema());
            steps.add(step);
            names.add(SkipSteps.areAll(step) ? null : features.field(path, kindPath));
        }
        ValueStep[] each = steps.toArray(ValueStep[]::new);
        return SkipSteps.areAll(each) ? SkipSteps.of(record) : new FieldSteps(each, names.toArray(Field[]::new));
    }

    private void count(String path) {
        if (++fields > MAX_FIELDS) {
            throw new IncompatibleFieldException("the schema has more than " + MAX_FIELDS + " fields, counted to "
                    + path + "; leave some out with features.exclude");
        }
    }

    private ValueStep field(String path, String kindPath, Schema type) {
        Role role = mapping.role(path);
        if (role != null) {
            return branches(
                    type, NULL, branch -> role == Role.TIME ? time(path, branch) : RoleSteps.of(role, path, branch));
        }
        if (!mapping.isFeature(path) && !mapping.differsBelow(path)) {
            return SkipSteps.of(type);
        }
        return branches(type, NULL, branch -> value(path, kindPath, branch, false));
    }

    private ValueStep time(String path, Schema type) {
        TimeReader time = TimeReader.of(type);
        if (time != null && time.hasDate()) {
            found.add(path, Kind.TIME);
            return ScalarSteps.time(
                    time,
                    time.hasHour() ? fieldIfFeature(path, path, ".hour") : null,
                    fieldIfFeature(path, path, ".weekday"),
                    true);
        }
        return RoleSteps.of(Role.TIME, path, type);
    }

    /** @param onNull what is done for a branch of null */
    private static ValueStep branches(Schema type, ValueStep onNull, Function<Schema, ValueStep> compile) {
        if (type.getType() == Schema.Type.NULL) {
            return onNull;
        }
        if (type.getType() != Schema.Type.UNION) {
            return compile.apply(type);
        }
        ValueStep[] steps = type.getTypes().stream()
                .map(branch -> branches(branch, onNull, compile))
                .toArray(ValueStep[]::new);
        boolean skipped = true;
        for (ValueStep step : steps) {
            skipped &= step == onNull || SkipSteps.areAll(step);
        }
        if (skipped) {
            return SkipSteps.of(type);
        }
        return (in, to, field) -> steps[in.readBranch(steps.length)].read(in, to, field);
    }

    /**
     * @param path what the mapping is asked for
     * @param kindPath what the kind is remembered by
     * @param named whether the field's name comes from the data
     */
    ValueStep value(String path, String kindPath, Schema type, boolean named) {
        return switch (type.getType()) {
            case RECORD ->
                noted(
                        kindPath,
                        Kind.RECORD,
                        named ? keyed(path, kindPath, type, 0) : record(type, path + ".", kindPath + "."));
            case MAP -> noted(kindPath, Kind.MAP, map(path, kindPath, type));
            case ARRAY -> new ArrayCompiler(this, kinds, found).compile(path, kindPath, type, named);
            default -> scalar(path, kindPath, type, named);
        };
    }

    /**
     * A record in a map.
     *
     * @param positions how many arrays are between, of those whose items have names by their positions
     */
    ValueStep keyed(String path, String kindPath, Schema type, int positions) {
        String kindPrefix = kindPath + ".";
        // No path in a setting has a parenthesis in it, so that no setting means this one alone.
        ValueStep any = record(type, path + ".(key).", kindPrefix);
        return SkipSteps.areAll(any) && !mapping.differsBelow(path)
                ? SkipSteps.of(type)
                : new KeyedRecords(this, type, kindPrefix, positions, depth, budget);
    }

    private ValueStep noted(String kindPath, Kind kind, ValueStep step) {
        if (!SkipSteps.areAll(step)) {
            found.add(kindPath, kind);
        }
        return step;
    }

    private ValueStep map(String path, String kindPath, Schema type) {
        refuseRoleBelow(path, "a map");
        Schema valueType = type.getValueType();
        ValueStep value =
                inside(path, () -> branches(valueType, NOTHING, branch -> value(path, kindPath + ".*", branch, true)));
        if (SkipSteps.areAll(value)) {
            return SkipSteps.of(type);
        }
        return CollectionSteps.map(value, features.fieldsBelow(features.field(path, kindPath)));
    }

    void refuseRoleBelow(String path, String inside) {
        Role role = mapping.roleBelow(path);
        if (role != null) {
            throw new IncompatibleFieldException("field " + mapping.path(role) + " is " + role.key() + " and inside "
                    + inside + "; it must be a field of the record, or of records in it; set " + role.key()
                    + " to another field, or to nothing if there is none");
        }
    }

    /** The types that a value may have, null apart. */
    static List<Schema> branchesOf(Schema type) {
        List<Schema> all = type.getType() == Schema.Type.UNION ? type.getTypes() : List.of(type);
        return all.stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .toList();
    }

    /** What is neither a number, nor a record, nor an array. */
    ValueStep itemOfArray(String path, String kindPath, Schema type, boolean named) {
        return type.getType() == Schema.Type.MAP ? map(path, kindPath, type) : scalar(path, kindPath, type, named);
    }

    private ValueStep scalar(String path, String kindPath, Schema type, boolean named) {
        ValueStep step = scalarIfWanted(path, kindPath, type, named);
        return named ? unlessUnwanted(path, type, step) : step;
    }

    /** The step, with a way round it for names from the data that are not wanted. */
    ValueStep unlessUnwanted(String path, Schema type, ValueStep step) {
        if (SkipSteps.areAll(step) || !mapping.differsBelow(path)) {
            return step;
        }
        SkipSteps.Skip unwanted = SkipSteps.of(type);
        return (in, to, field) -> {
            if (field == null || !field.isFeature()) {
                unwanted.skip(in);
            } else {
                step.read(in, to, field);
            }
        };
    }

    private ValueStep scalarIfWanted(String path, String kindPath, Schema type, boolean named) {
        TimeReader time = TimeReader.of(type);
        if (time != null) {
            return noted(kindPath, Kind.TIME, time(path, kindPath, type, time, named));
        }
        // Below a name from the data, each name is looked up.
        if (!named && !mapping.isFeature(path)) {
            return SkipSteps.of(type);
        }
        Fit.check(mapping, path, type);
        if (ScalarSteps.isNumber(type)) {
            Kind kind = Fit.isCategory(mapping.transform(path)) ? Kind.CATEGORY : Kind.NUMBER;
            return noted(kindPath, kind, ScalarSteps.number(type));
        }
        return switch (type.getType()) {
            case STRING -> noted(kindPath, Kind.CATEGORY, ScalarSteps.string());
            case ENUM -> noted(kindPath, Kind.CATEGORY, ScalarSteps.symbol(type));
            case BOOLEAN -> noted(kindPath, Kind.CATEGORY, ScalarSteps.bool());
            case BYTES -> kinds.has(kindPath, Kind.CATEGORY) ? ScalarSteps.string() : SkipSteps.of(type);
            default -> SkipSteps.of(type);
        };
    }

    private ValueStep time(String path, String kindPath, Schema type, TimeReader time, boolean named) {
        if (mapping.isFeature(path) && Fit.isOfRawNumber(mapping.transform(path))) {
            return ScalarSteps.timeAsNumber(time);
        }
        if (named) {
            Field above = features.field(path, kindPath);
            return ScalarSteps.time(time, features.fieldsBelow(above), features.fieldsBelow(above), false);
        }
        Field hour = time.hasHour() ? fieldIfFeature(path, kindPath, ".hour") : null;
        Field weekday = time.hasDate() ? fieldIfFeature(path, kindPath, ".weekday") : null;
        return hour == null && weekday == null ? SkipSteps.of(type) : ScalarSteps.time(time, hour, weekday, false);
    }

    private Field fieldIfFeature(String path, String kindPath, String part) {
        return mapping.isFeature(path + part) ? features.field(path + part, kindPath + part) : null;
    }

    /** The items of an array, by {@code item} for each type that they may have. */
    ValueStep items(String path, Schema type, Function<Schema, ValueStep> item) {
        return inside(path, () -> branches(type, NOTHING, item));
    }
}
