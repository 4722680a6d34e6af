package io.thalweg.optimizer;

/**
 * Where weights start: at zero, or at N(0, deviation²) drawn from the seed and the weight's own index, so that the order in which features
 * arrive does not matter.
 *
 * @param deviation 0 or more
 */
public record InitialWeights(double deviation, long seed) {
    /** The initial value of the weight at {@code index}: Box and Muller 1958 on two SplitMix64 words (Steele et al. 2014). */
    public float at(int index) {
        if (deviation == 0) {
            return 0;
        }
        long state = seed + 2L * index * 0x9e3779b97f4a7c15L;
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform(mix(state))));
        double angle = 2 * StrictMath.PI * uniform(mix(state + 0x9e3779b97f4a7c15L));
        return (float) (deviation * radius * StrictMath.cos(angle));
    }

    private static double uniform(long word) {
        return (word >>> 11) * 0x1.0p-53;
    }

    private static long mix(long word) {
        word = (word ^ word >>> 30) * 0xbf58476d1ce4e5b9L;
        word = (word ^ word >>> 27) * 0x94d049bb133111ebL;
        return word ^ word >>> 31;
    }
}
