package io.thalweg.bench;

/** Mean, deviation and bounds of the labels so far (Welford 1962): predictions in standard deviations from the mean, and back. */
final class LabelUnits {
    private long labels;
    private double mean;
    private double squares;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;

    void add(double label) {
        labels++;
        double deviation = label - mean;
        mean += deviation / labels;
        squares += deviation * (label - mean);
        least = Math.min(least, label);
        greatest = Math.max(greatest, label);
    }

    long labels() {
        return labels;
    }

    double standardized(double label) {
        return (label - mean) / unit();
    }

    /** Within the labels so far; 0 before the first. */
    double said(double margin) {
        return labels == 0 ? 0 : Math.max(least, Math.min(greatest, mean + unit() * margin));
    }

    private double unit() {
        double deviation = labels > 0 ? Math.sqrt(squares / labels) : 0;
        return deviation > 0 ? deviation : 1;
    }
}
