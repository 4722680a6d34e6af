package io.thalweg.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.thalweg.config.ThalwegConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class TopicPlanTest {
    private static final Map<String, Integer> EXISTING = Map.of(
            "examples",
            4,
            "predictions",
            4,
            "rolling-loss",
            4,
            "snapshots",
            4,
            "dead-letter",
            4,
            "clicks",
            4,
            "ends",
            4);

    private static TopicPlan plan(String... settings) {
        return new TopicPlan(ThalwegConfig.read(null, List.of(settings), Map.of()));
    }

    private static TopicPlan late() {
        return plan("labels.topic=clicks", "outcomes.topic=ends", "application.id=ads", "topics.partitions=3");
    }

    private static Map<String, Integer> existing(String topic, int partitions) {
        Map<String, Integer> existing = new HashMap<>(EXISTING);
        existing.put(topic, partitions);
        return existing;
    }

    @Test
    void aTopicOfLabelsIsAnInputWithAChangelogOfItsOwn() {
        assertThat(late().inputs()).containsExactly("examples", "clicks");
        assertThat(late().outputs()).contains("ends").doesNotContain("clicks");
        assertThat(late().changelogs()).containsExactly("ads-weights-changelog", "ads-pending-changelog");
        assertThat(late().names()).containsExactlyInAnyOrderElementsOf(EXISTING.keySet());

        assertThat(plan().inputs()).containsExactly("examples");
        assertThat(plan().changelogs()).containsExactly("thalweg-weights-changelog");
        assertThat(plan().outputs()).doesNotContain("ends");
        assertThat(plan("labels.topic=clicks").outputs()).isEqualTo(plan().outputs());
    }

    @Test
    void labelsGetAsManyPartitionsAsTheExamplesHave() {
        assertThat(late().missing(Map.of()))
                .extracting(NewTopic::name, NewTopic::numPartitions)
                .contains(tuple("clicks", 3), tuple("ends", 3))
                .hasSize(7);
        assertThat(late().missing(Map.of("examples", 5)))
                .hasSize(6)
                .allSatisfy(topic -> assertThat(topic.numPartitions()).isEqualTo(5));
        assertThat(late().missing(EXISTING)).isEmpty();
    }

    @Test
    void labelsAndExamplesMustHaveAsManyPartitions() {
        assertThat(late().obstacles(EXISTING)).isEmpty();
        for (int partitions : new int[] {3, 5}) {
            assertThat(late().obstacles(existing("clicks", partitions)))
                    .containsExactly("topic clicks has " + partitions
                            + " partitions and examples has 4; both must have the same number, and the id as their key, or labels"
                            + " do not find their examples: write one of them anew into a topic with as many as the other"
                            + " (a Kafka Streams repartition() does it)");
        }
    }

    @Test
    void labelsAndExamplesOfManyPartitionsMayHaveAsMany() {
        Map<String, Integer> existing = new HashMap<>();
        EXISTING.keySet().forEach(topic -> existing.put(topic, 1000));
        assertThat(late().obstacles(existing)).isEmpty();
    }

    @Test
    void outcomesNeedAtLeastAsManyPartitionsAsTheExamples() {
        assertThat(late().obstacles(existing("ends", 5))).isEmpty();
        assertThat(late().obstacles(existing("ends", 3)))
                .containsExactly(
                        "topic ends has 3 partitions; it must have at least the 4 of examples: add partitions to it"
                                + " with Kafka's own tools, or name another topic");
    }

    @Test
    void everyObstacleIsNamedAtOnce() {
        assertThat(late().obstacles(Map.of("examples", 4, "clicks", 2, "predictions", 1)))
                .hasSize(6)
                .contains("topic ends does not exist")
                .anySatisfy(
                        obstacle -> assertThat(obstacle).startsWith("topic clicks has 2 partitions and examples has 4"))
                .anySatisfy(obstacle -> assertThat(obstacle).startsWith("topic predictions has 1 partitions"));
        assertThat(late().obstacles(Map.of("clicks", 2))).hasSize(6).doesNotContain("clicks has");
    }
}
