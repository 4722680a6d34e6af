package io.thalweg.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Where an application begins again in each partition of the examples topic. */
final class ResetOffsets implements ResetStep {
    /** The places to begin at. */
    enum Place {
        /** At the first record that there is. */
        EARLIEST,
        /** Behind the last record that there is now. */
        LATEST,
        /** Where the application has stopped. */
        CURRENT
    }

    private final ApplicationGroup group;
    private final Map<TopicPartition, Long> before;
    private final Map<TopicPartition, Long> after = new TreeMap<>(Answers.BY_PARTITION);

    ResetOffsets(Admin admin, ApplicationGroup group, String topic, int partitions, Place place) {
        this.group = group;
        before = group.committed(topic);
        if (place != Place.CURRENT) {
            OffsetSpec spec = place == Place.EARLIEST ? OffsetSpec.earliest() : OffsetSpec.latest();
            Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
            IntStream.range(0, partitions).forEach(partition -> asked.put(new TopicPartition(topic, partition), spec));
            offsets(admin, topic, asked).forEach((partition, offset) -> {
                if (!Long.valueOf(offset.offset()).equals(before.get(partition))) {
                    after.put(partition, offset.offset());
                }
            });
        }
    }

    private static Map<TopicPartition, ListOffsetsResultInfo> offsets(
            Admin admin, String topic, Map<TopicPartition, OffsetSpec> asked) {
        try {
            return Answers.of(admin.listOffsets(asked).all());
        } catch (ExecutionException e) {
            throw Answers.failure("topic " + topic + " does not tell its offsets", e);
        }
    }

    @Override
    public List<String> todo() {
        List<String> todo = new ArrayList<>();
        after.forEach((partition, offset) -> todo.add("offset of " + partition + " from "
                + (before.containsKey(partition) ? before.get(partition) : "none") + " to " + offset));
        return todo;
    }

    @Override
    public void perform() {
        group.commit(after.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> new OffsetAndMetadata(each.getValue()))));
    }
}
