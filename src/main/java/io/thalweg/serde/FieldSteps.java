package io.thalweg.serde;

import io.thalweg.mapping.Field;
import io.thalweg.mapping.MappedFeatures;

/** Reads a record, field by field. */
final class FieldSteps implements ValueStep {
    private final ValueStep[] steps;
    private final Field[] fields;

    /** @param fields what each is called; null for those that are skipped */
    FieldSteps(ValueStep[] steps, Field[] fields) {
        this.steps = steps;
        this.fields = fields;
    }

    @Override
    public void read(BinaryCursor in, MappedFeatures to, Field above) {
        ValueStep[] steps = this.steps;
        Field[] fields = this.fields;
        for (int i = 0; i < steps.length; i++) {
            Field field = fields[i];
            if (field != null) {
                to.present(field);
            }
            steps[i].read(in, to, field);
        }
    }
}
