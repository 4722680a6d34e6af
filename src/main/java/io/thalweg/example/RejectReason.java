package io.thalweg.example;

/** Why an example was refused. The names are part of the dead-letter topic's format. */
public enum RejectReason {
    /** The bytes or the line are not an example in the configured format. */
    UNDECODABLE,
    /** The record names a schema that is not known here. */
    UNKNOWN_SCHEMA,
    /** A value, label or importance is NaN or infinite. */
    NON_FINITE,
    /** A value or label is finite but beyond what an example may hold. */
    OUT_OF_RANGE,
    /** An index is not the index of a weight. */
    INDEX_OUT_OF_RANGE,
    /** The label is not one that the loss is defined for. */
    LABEL_OUTSIDE_DOMAIN,
    /** The importance is below 0. */
    NEGATIVE_IMPORTANCE,
    /** There are more features than the configuration allows. */
    TOO_MANY_FEATURES,
    /** A field has a type that it cannot have, by the mapping or by the records before it. */
    INCOMPATIBLE_FIELD,
    /** There is no id to join example and label by. */
    NO_ID
}
