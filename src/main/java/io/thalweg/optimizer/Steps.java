package io.thalweg.optimizer;

/**
 * How long a model's steps are.
 *
 * @param importanceAware whether a step ends where infinitely many small ones would (Karampatziakis and Langford 2011), so that none goes too far whatever
 *     the learning rate and the importance, and importance 2 is the same as learning twice; otherwise it is θ ← θ − α (h(x) − y) x. Optimizers
 *     whose steps have no {@linkplain Optimizer#reach reach} take plain steps
 * @param clip the most that |d loss / d margin| may be, for each unit of importance; 0 is no limit
 */
public record Steps(boolean importanceAware, double clip) {
    /** Plain gradient descent. */
    public static final Steps PLAIN = new Steps(false, 0);

    /** A derivative, or a step, within the limit. */
    public double clipped(double derivative) {
        return clip > 0 ? Math.max(-clip, Math.min(clip, derivative)) : derivative;
    }
}
