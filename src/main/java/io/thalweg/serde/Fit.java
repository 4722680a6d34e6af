package io.thalweg.serde;

import io.thalweg.mapping.FieldMapping;
import io.thalweg.mapping.Transform;
import java.util.List;
import org.apache.avro.Schema;

/** Which transforms go with which types. One that was given by the field's own name must fit; one by a wildcard leaves alone what it does not fit. Stateless. */
final class Fit {
    private Fit() {}

    static boolean isCategory(Transform transform) {
        return transform.kind() == Transform.Kind.CATEGORY || transform.kind() == Transform.Kind.BUCKETS;
    }

    /** Whether it is made of a time's number, and not of its hour and weekday. */
    static boolean isOfRawNumber(Transform transform) {
        return transform.kind().isOfNumbers() || transform.kind() == Transform.Kind.CATEGORY;
    }

    /** @throws IncompatibleFieldException if the field's own transform is not for such a value */
    static void check(FieldMapping mapping, String path, Schema type) {
        Transform.Kind kind = mapping.transform(path).kind();
        boolean number = ScalarSteps.isNumber(type);
        boolean fits = switch (kind) {
            case LOG1P, BUCKETS, STANDARDIZE -> number;
            case TEXT -> type.getType() == Schema.Type.STRING;
            case VECTOR -> false;
            default -> true;
        };
        refuseUnless(fits, mapping, path, IncompatibleFieldException.named(type));
    }

    /** @param leaves the types of the items, those of arrays in it in their place */
    static void checkArray(FieldMapping mapping, String path, List<Schema> leaves) {
        Transform.Kind kind = mapping.transform(path).kind();
        boolean fits = switch (kind) {
            case LOG1P, BUCKETS, STANDARDIZE, VECTOR -> leaves.stream().anyMatch(ScalarSteps::isNumber);
            case TEXT -> leaves.stream().anyMatch(leaf -> leaf.getType() == Schema.Type.STRING);
            default -> true;
        };
        refuseUnless(fits, mapping, path, "array");
    }

    private static void refuseUnless(boolean fits, FieldMapping mapping, String path, String type) {
        if (!fits && mapping.namesTransform(path)) {
            throw new IncompatibleFieldException(
                    "field " + path + " is of type " + type
                            + ", and its transform in features.transform is not for that:"
                            + " log1p, buckets and standardize are for numbers, text is for strings, vector for arrays of numbers");
        }
    }
}
