package io.thalweg.topology;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.thalweg.config.ThalwegConfig;
import io.thalweg.serde.LabeledExampleEncoder;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RefusedUpdatesTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(RefusedUpdates.class);
    private final ListAppender<ILoggingEvent> told = new ListAppender<>();

    @BeforeEach
    void listen() {
        told.start();
        logger.addAppender(told);
        logger.setAdditive(false);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(told);
        logger.setAdditive(true);
    }

    @Test
    void theFirstIsToldAndThenWheneverThereAreTwiceAsMany() {
        RefusedUpdates updates = new RefusedUpdates(0);
        for (long refused = 0; refused <= 1000; refused++) {
            updates.watch(refused, "examples", 3);
            updates.watch(refused, "examples", 3);
        }
        assertThat(counts()).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L);
    }

    @Test
    void thoseOfARestoredLearnerAreNotToldAgain() {
        RefusedUpdates updates = new RefusedUpdates(1000);
        updates.watch(1000, "examples", 3);
        assertThat(told.list).isEmpty();
        updates.watch(1001, "examples", 3);
        updates.watch(1001, "examples", 3);
        updates.watch(1005, "examples", 3);
        assertThat(counts()).containsExactly(1001L, 1005L);
    }

    @Test
    void theTopologyTellsWhereAndWhatToDo() {
        ThalwegConfig config = TestStream.config("optimizer=sgd", "learning.rate=1e30", "updates=plain");
        try (TestStream stream = new TestStream(config).pipe(clicks(20))) {
            assertThat(stream.state().learner().model().refused()).isEqualTo(20);
            assertThat(stream.read("predictions")).hasSize(20);
        }
        assertThat(told.list)
                .hasSize(5)
                .first()
                .satisfies(line -> assertThat(line.getFormattedMessage())
                        .startsWith("examples-0: updates refused so far: 1,")
                        .contains("Lower learning.rate")
                        .contains("warm.start=FILE"));
    }

    private List<Long> counts() {
        return told.list.stream().map(line -> (Long) line.getArgumentArray()[2]).toList();
    }

    private static List<TestRecord<byte[], byte[]>> clicks(int count) {
        LabeledExampleEncoder encoder = new LabeledExampleEncoder();
        List<TestRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            encoder.begin();
            encoder.indexed(n, 1000);
            encoder.label(n % 2);
            records.add(new TestRecord<>(null, encoder.encode(), new RecordHeaders(), 1_000L + n));
        }
        return records;
    }
}
