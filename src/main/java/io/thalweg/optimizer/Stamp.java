package io.thalweg.optimizer;

/** A double kept in two neighbouring floats of a weight's state: its 48 leading bits, so that whole numbers up to 2^48 are exact. */
final class Stamp {
    private Stamp() {}

    static double read(float[] floats, int at) {
        return (double) floats[at] + floats[at + 1];
    }

    static void write(float[] floats, int at, double stamp) {
        float high = (float) stamp;
        floats[at] = high;
        floats[at + 1] = (float) (stamp - high);
    }
}
