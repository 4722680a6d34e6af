package io.thalweg.learner;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.thalweg.example.Example;
import io.thalweg.optimizer.OptimizerKind;
import io.thalweg.testing.Examples;
import io.thalweg.testing.Learners;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An example is predicted, recorded and learned without an object made; of importance 1, for the JDK's own powers make some. */
class AllocationTest {
    private static final int WARM = 200;
    private static final int EXAMPLES = 2000;

    static Stream<LearnerSettings> layouts() {
        return Learners.layouts().filter(settings -> settings.optimizer() == OptimizerKind.AUTO);
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void nothingIsAllocatedForAnExample(LearnerSettings settings) {
        OnlineLearner learner = Learners.state(settings).learner();
        Examples examples = new Examples(4, settings.loss(), settings.hashBits());
        for (int n = 0; n < WARM; n++) {
            learner.process(examples.labeled(1));
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = 0;
        for (int n = 0; n < EXAMPLES; n++) {
            Example example = examples.labeled(1);
            long before = threads.getCurrentThreadAllocatedBytes();
            learner.process(example);
            allocated += threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(allocated).as("less than a byte an example").isLessThan(EXAMPLES);
    }
}
