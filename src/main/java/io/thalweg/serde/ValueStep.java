package io.thalweg.serde;

import io.thalweg.mapping.Field;
import io.thalweg.mapping.MappedFeatures;

/** Reads one value of a type that is known, off the cursor, and tells its features. One thread. */
@FunctionalInterface
interface ValueStep {
    /** @param field what the value is called; null for values that are not features, and of no meaning to records */
    void read(BinaryCursor in, MappedFeatures to, Field field);
}
