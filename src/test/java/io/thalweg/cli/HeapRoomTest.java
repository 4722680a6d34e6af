package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.learner.OnlineLearner;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeapRoomTest {
    private static final long MEBIBYTE = 1 << 20;

    /** 2^20 weights of 8 floats of 4 bytes, and a window of 2 × 50 × 10 floats. */
    private static final long MODEL = 32 * MEBIBYTE + 4000;

    private static ThalwegConfig config(String... more) {
        return ThalwegConfig.read(
                null,
                Stream.concat(Stream.of("hash.bits=20", "rolling.loss.window=50", "names.keep=0"), Stream.of(more))
                        .toList(),
                Map.of());
    }

    @ParameterizedTest
    @CsvSource({
        "1, '', 1",
        "4, '', 4",
        "4, instances=2, 2",
        "5, instances=2, 3",
        "5, instances=9, 1",
        "6, instances=3 streams.group.protocol=classic streams.num.standby.replicas=1, 4",
        "6, instances=1 streams.group.protocol=classic streams.num.standby.replicas=1, 6"
    })
    void thereMustBeRoomForEveryModelThatMayCome(int partitions, String settings, int models) {
        ThalwegConfig config = config(settings.isEmpty() ? new String[0] : settings.split(" "));
        assertThat(config.modelMemory().bytes()).isEqualTo(MODEL);
        long enough = models * MODEL * 10 / 9 + 10;
        HeapRoom.check(config, partitions, enough);
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> HeapRoom.check(config, partitions, enough - 20))
                .satisfies(refused -> assertThat(refused.exitCode()).isEqualTo(Failure.USAGE));
    }

    @Test
    void theArithmeticIsTold() {
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> HeapRoom.check(config("examples.topic=clicks", "instances=2"), 10, 100 * MEBIBYTE))
                .withMessage(
                        "this instance may get 5 of the 10 models of topic clicks, and each takes 32.0 MiB of heap (1048576 weights"
                                + " of 8 floats of 4 bytes, and a window of 1000 floats, and 0 bytes for names): 160.0 MiB. The JVM"
                                + " has 100.0 MiB, room for 2: raise -Xmx, lower hash.bits, or start more instances and say with the setting instances how"
                                + " many there are at least");
    }

    /** What is not by weight is small. */
    @Test
    void everyLearnerHasAsManyFloatsAsTheArithmeticSays() {
        for (List<String> settings : List.of(
                List.of("optimizer=auto"),
                List.of("loss=softmax", "classes=3"),
                List.of("optimizer=sgd"),
                List.of("optimizer=sgd", "l1=0.1"),
                List.of("optimizer=adagrad"),
                List.of("optimizer=adagrad", "l2=0.1"),
                List.of("optimizer=ftrl"),
                List.of("optimizer=nag"))) {
            ThalwegConfig config = ThalwegConfig.read(
                    null,
                    Stream.concat(settings.stream(), Stream.of("hash.bits=12")).toList(),
                    Map.of());
            int floats = new OnlineLearner(config.learner()).model().blocks().floats().length;
            assertThat(floats)
                    .as("%s", settings)
                    .isBetween(
                            4096 * config.modelMemory().floatsPerWeight(),
                            4096 * config.modelMemory().floatsPerWeight() + 100);
        }
    }
}
