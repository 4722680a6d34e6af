package io.thalweg.example;

/** Brings values of features to another scale. */
@FunctionalInterface
public interface FeatureScale {
    /** @return finite, its magnitude at most {@link ExampleBuilder#MAX_MAGNITUDE} */
    float scaled(int index, float value);
}
