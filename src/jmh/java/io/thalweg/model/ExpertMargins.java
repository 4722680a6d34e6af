package io.thalweg.model;

/** What the single experts of the learner with nothing to tune would have said, for who wants to know how much their combination is worth. */
public final class ExpertMargins {
    public static final int EXPERTS = Experts.COUNT;

    private ExpertMargins() {}

    /** By output, in the units that experts learn in: of numbers standard deviations of the labels from their mean. */
    public static double[] of(PendingExample pending, int expert) {
        double[] margins = new double[pending.margins.length];
        return pending.served.ofExpert(expert, margins);
    }
}
