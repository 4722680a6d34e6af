/**
 * What the fields of a record mean: which is the label, which are features, and what becomes of their values. Knows paths and values, and neither Avro nor JSON.
 */
package io.thalweg.mapping;
