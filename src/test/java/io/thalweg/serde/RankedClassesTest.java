package io.thalweg.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.model.Predictions;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankedClassesTest {
    static RankedClasses ranked(int most, List<String> names, double... probabilities) {
        RankedClasses classes = new RankedClasses(most);
        classes.rank(Predictions.ofClasses(names.size(), probabilities), names);
        return classes;
    }

    private static List<String> names(RankedClasses classes) {
        return IntStream.range(0, classes.size()).mapToObj(classes::name).toList();
    }

    /** A stable sort by probability; most of the probabilities are equal to another. */
    @Test
    void areTheFirstOfASort() {
        Random random = new Random(1);
        RankedClasses[] reused = {new RankedClasses(0), new RankedClasses(1), new RankedClasses(5)};
        for (int n = 0; n < 3000; n++) {
            int classes = 1 + random.nextInt(40);
            int known = random.nextInt(classes + 1);
            double[] probabilities = random.ints(classes, 0, 1 + random.nextInt(30))
                    .mapToDouble(p -> p / 30.0)
                    .toArray();
            List<String> names =
                    IntStream.range(0, classes).mapToObj(c -> "class " + c).toList();
            List<String> sorted = IntStream.range(0, known)
                    .boxed()
                    .sorted(Comparator.comparingDouble(c -> -probabilities[c]))
                    .map(names::get)
                    .toList();
            for (int k = 0; k < reused.length; k++) {
                reused[k].rank(Predictions.ofClasses(known, probabilities), names);
                int most = new int[] {known, 1, 5}[k];
                assertThat(names(reused[k])).as("%d", n).isEqualTo(sorted.subList(0, Math.min(most, known)));
                for (int rank = 0; rank < reused[k].size(); rank++) {
                    assertThat(reused[k].probability(rank))
                            .isEqualTo(probabilities[names.indexOf(reused[k].name(rank))]);
                }
            }
        }
    }

    @Test
    void ofALossOfOneMarginThereAreNone() {
        assertThat(ranked(0, List.of()).size()).isZero();
    }
}
