package io.thalweg.model;

/** Predictions as no model has made them. */
public final class Predictions {
    private Predictions() {}

    /** Of which so many classes are known, the first ones. */
    public static Prediction ofClasses(int known, double... probabilities) {
        Prediction prediction = new Prediction(probabilities.length);
        System.arraycopy(probabilities, 0, prediction.probabilities, 0, probabilities.length);
        prediction.knownClasses = known;
        return prediction;
    }
}
