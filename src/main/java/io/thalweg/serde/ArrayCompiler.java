package io.thalweg.serde;

import io.thalweg.mapping.FieldKinds;
import io.thalweg.mapping.Kind;
import io.thalweg.mapping.Transform;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Makes steps of arrays: numbers in them are either a vector, with a feature for each position, or a bag of categories, all of them alike. A transform says which; else
 * what the field has been before; else floats, doubles and decimals are a vector, ints and longs a bag. One thread.
 */
final class ArrayCompiler {
    private final RecordCompiler compiler;
    private final FieldKinds kinds;
    private final FoundKinds found;
    private boolean keyed;
    private int levels;

    ArrayCompiler(RecordCompiler compiler, FieldKinds kinds, FoundKinds found) {
        this.compiler = compiler;
        this.kinds = kinds;
        this.found = found;
    }

    ValueStep compile(String path, String kindPath, Schema array, boolean named) {
        compiler.refuseRoleBelow(path, "an array");
        if (new SkippedValue(array.getElementType()).takesNoBytes()) {
            return SkipSteps.of(array);
        }
        List<Schema> leaves = new ArrayList<>();
        leaves(path, array, leaves, 0);
        Fit.checkArray(compiler.mapping, path, leaves);
        keyed = named;
        boolean vector = isVector(path, kindPath, leaves);
        ValueStep step = array(path, kindPath, array, vector, named);
        if (!SkipSteps.areAll(step)) {
            leaves.forEach(leaf -> note(kindPath, leaf, vector));
        }
        return step;
    }

    private static void leaves(String path, Schema type, List<Schema> into, int depth) {
        if (depth > RecordCompiler.MAX_DEPTH) {
            throw RecordCompiler.tooDeep(path);
        }
        for (Schema branch : RecordCompiler.branchesOf(type)) {
            if (branch.getType() == Schema.Type.ARRAY) {
                leaves(path, branch.getElementType(), into, depth + 1);
            } else {
                into.add(branch);
            }
        }
    }

    private boolean isVector(String path, String kindPath, List<Schema> leaves) {
        Transform transform = compiler.mapping.transform(path);
        if (leaves.stream().noneMatch(ScalarSteps::isNumber) || transform.kind() == Transform.Kind.CATEGORY) {
            return false;
        }
        if (transform.kind() == Transform.Kind.VECTOR || transform.kind().isOfNumbers()) {
            return true;
        }
        // Whatever is in the array beside the numbers of a vector has been a bag too: that says nothing of them.
        if (kinds.has(kindPath, Kind.VECTOR)) {
            return true;
        }
        return !kinds.has(kindPath, Kind.BAG)
                && leaves.stream()
                        .filter(ScalarSteps::isNumber)
                        .anyMatch(leaf -> leaf.getType() != Schema.Type.INT && leaf.getType() != Schema.Type.LONG);
    }

    private void note(String kindPath, Schema leaf, boolean vector) {
        switch (leaf.getType()) {
            case RECORD -> found.add(kindPath, Kind.RECORDS);
            case MAP -> found.add(kindPath, Kind.MAP);
            default -> found.add(kindPath, vector && ScalarSteps.isNumber(leaf) ? Kind.VECTOR : Kind.BAG);
        }
    }

    private ValueStep array(String path, String kindPath, Schema array, boolean vector, boolean named) {
        Schema type = array.getElementType();
        if (new SkippedValue(type).takesNoBytes()) {
            return SkipSteps.of(array);
        }
        levels++;
        ValueStep item = compiler.items(path, type, branch -> item(path, kindPath, branch, vector, named));
        levels--;
        if (SkipSteps.areAll(item)) {
            return SkipSteps.of(array);
        }
        return vector
                ? CollectionSteps.vector(item, compiler.features.fieldsBelow(compiler.features.field(path, kindPath)))
                : CollectionSteps.bag(item);
    }

    private ValueStep item(String path, String kindPath, Schema type, boolean vector, boolean named) {
        if (type.getType() == Schema.Type.ARRAY) {
            return array(path, kindPath, type, vector, named || vector);
        }
        if (type.getType() == Schema.Type.RECORD) {
            return keyed
                    ? compiler.keyed(path, kindPath, type, vector ? levels : 0)
                    : compiler.record(type, path + ".", kindPath + ".");
        }
        if (ScalarSteps.isNumber(type)) {
            return number(path, type, vector, named);
        }
        return compiler.itemOfArray(path, kindPath + "[]", type, named || vector);
    }

    private ValueStep number(String path, Schema type, boolean vector, boolean named) {
        if (!vector && !named && !compiler.mapping.isFeature(path)) {
            return SkipSteps.of(type);
        }
        ValueStep step = vector ? ScalarSteps.number(type) : ScalarSteps.numberAsCategory(type);
        return vector || named ? compiler.unlessUnwanted(path, type, step) : step;
    }
}
