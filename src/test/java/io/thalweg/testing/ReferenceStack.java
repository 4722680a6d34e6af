package io.thalweg.testing;

/** Recursive least squares on the eight numbers of {@link ReferenceAuto}, with forgetting, as a textbook writes it. */
final class ReferenceStack {
    private static final int SIZE = 8;

    double[] coefficients;
    private double[][] covariance;

    ReferenceStack() {
        start(new double[] {0.25, 0.25, 0.25, 0.25});
    }

    private void start(double[] shares) {
        coefficients = new double[SIZE];
        covariance = new double[SIZE][SIZE];
        for (int i = 0; i < SIZE; i++) {
            coefficients[i] = i < 4 ? shares[i] : 0;
            covariance[i][i] = i < 4 ? 0.25 : 1;
            for (int j = 0; i < 4 && j < 4; j++) {
                covariance[i][j] -= 0.9 / 16;
            }
        }
    }

    double margin(double[] z) {
        double margin = 0;
        for (int i = 0; i < SIZE; i++) {
            margin += coefficients[i] * z[i];
        }
        return margin;
    }

    /**
     * For every output in turn.
     *
     * @param margins as they were before; of many classes in log-odds, each against the rest
     */
    void learn(
            double[][] z,
            int outputs,
            double[] margins,
            double[] means,
            double[] y,
            boolean squared,
            double h,
            double[] shares) {
        double largest = 0;
        for (int i = 0; i < SIZE; i++) {
            largest = Math.max(largest, covariance[i][i] / Math.pow(0.9995, h));
        }
        for (double[] row : covariance) {
            for (int j = 0; j < SIZE; j++) {
                row[j] *= (largest > 10 ? 10 / largest : 1) / Math.pow(0.9995, h);
            }
        }
        boolean sound = true;
        for (int c = 0; c < outputs; c++) {
            sound &= learn(z[c], margins[c], means[c], y[c], squared, h);
        }
        if (!sound) {
            start(shares);
        }
    }

    private boolean learn(double[] z, double margin, double mean, double y, boolean squared, double h) {
        double[] gain = new double[SIZE];
        double length = 0;
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                gain[i] += covariance[i][j] * z[j];
            }
            length += gain[i] * z[i];
        }
        double curvature = h * ReferenceAuto.curvature(mean, squared);
        double move = squared
                ? (y - margin) * h * length / (1 + h * length)
                : ReferenceAuto.logisticStep(margin, y, h * length);
        boolean sound = length >= 0 && length < 1e12;
        for (int i = 0; i < SIZE; i++) {
            coefficients[i] += length > 0 ? gain[i] * move / length : 0;
            sound &= Math.abs(coefficients[i]) < 1e6;
            for (int j = 0; j < SIZE; j++) {
                covariance[i][j] -= gain[i] * gain[j] * curvature / (1 + curvature * length);
            }
        }
        return sound;
    }
}
