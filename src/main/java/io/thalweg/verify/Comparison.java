package io.thalweg.verify;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Holds what was committed in one partition of an output topic against what must be there, byte for byte and in order. A record that came again exactly
 * as it had come before is a duplicate, and only counted; anything else is a difference. One thread.
 */
public final class Comparison {
    private final List<CommittedRecord> expected;
    private final List<CommittedRecord> actual = new ArrayList<>();
    private final List<ConsumerRecord<byte[], byte[]>> committed;
    private final Map<CommittedRecord, Integer> lastExpected = new HashMap<>();
    private final Map<CommittedRecord, Integer> lastActual = new HashMap<>();
    private final Set<CommittedRecord> matched = new HashSet<>();
    private final Set<CommittedRecord> late = new HashSet<>();
    private final List<Difference> differences = new ArrayList<>();
    private final String topic;
    private final int partition;
    private long equal;
    private long duplicates;

    private Comparison(
            String topic,
            int partition,
            List<CommittedRecord> expected,
            List<ConsumerRecord<byte[], byte[]>> committed) {
        this.topic = topic;
        this.partition = partition;
        this.expected = expected;
        this.committed = committed;
        for (ConsumerRecord<byte[], byte[]> record : committed) {
            lastActual.put(CommittedRecord.of(record), actual.size());
            actual.add(CommittedRecord.of(record));
        }
        for (int at = 0; at < expected.size(); at++) {
            lastExpected.put(expected.get(at), at);
        }
    }

    /** @param committed all of the partition */
    public static Comparison of(
            String topic,
            int partition,
            List<CommittedRecord> expected,
            List<ConsumerRecord<byte[], byte[]>> committed) {
        Comparison comparison = new Comparison(topic, partition, expected, committed);
        comparison.compare();
        return comparison;
    }

    private void compare() {
        int want = 0;
        int got = 0;
        while (want < expected.size() || got < actual.size()) {
            if (want < expected.size()
                    && got < actual.size()
                    && expected.get(want).equals(actual.get(got))) {
                matched.add(expected.get(want++));
                got++;
                equal++;
            } else if (got < actual.size() && matched.contains(actual.get(got))) {
                duplicates++;
                got++;
            } else if (got < actual.size() && late.remove(actual.get(got))) {
                matched.add(actual.get(got++));
            } else if (want < expected.size() && (got == actual.size() || comesLater(actual.get(got), want))) {
                missing(want++, got);
            } else if (want < expected.size() && lastActual.getOrDefault(expected.get(want), -1) < got) {
                differ(got, "differs: " + whatDiffers(expected.get(want++), actual.get(got)));
                got++;
            } else {
                differ(got++, "no undisturbed run has this record here");
            }
        }
    }

    private boolean comesLater(CommittedRecord record, int want) {
        return lastExpected.getOrDefault(record, -1) > want;
    }

    private void missing(int want, int got) {
        CommittedRecord record = expected.get(want);
        boolean later = lastActual.getOrDefault(record, -1) >= got;
        if (later) {
            late.add(record);
        }
        differ(got, "record " + want + " of " + expected.size() + (later ? " comes later, out of order" : " is lost"));
    }

    private void differ(int got, String what) {
        long offset = got < committed.size()
                ? committed.get(got).offset()
                : committed.isEmpty() ? 0 : committed.get(committed.size() - 1).offset() + 1;
        differences.add(new Difference(topic, partition, offset, what));
    }

    private static String whatDiffers(CommittedRecord expected, CommittedRecord actual) {
        List<String> parts = new ArrayList<>();
        if (expected.timestamp() != actual.timestamp()) {
            parts.add("timestamp " + actual.timestamp() + " instead of " + expected.timestamp());
        }
        bytes("key", expected.key(), actual.key(), parts);
        bytes("value", expected.value(), actual.value(), parts);
        if (!expected.headers().equals(actual.headers())) {
            parts.add("headers");
        }
        return String.join(", ", parts);
    }

    private static void bytes(String name, ByteBuffer expected, ByteBuffer actual, List<String> parts) {
        if (expected == null || actual == null) {
            if (expected != actual) {
                parts.add(name + (actual == null ? " is missing" : " should be missing"));
            }
        } else if (!expected.equals(actual)) {
            parts.add(name + " of " + actual.remaining() + " bytes instead of " + expected.remaining() + ", from byte "
                    + expected.mismatch(actual));
        }
    }

    /** Records that are there and as they must be, each counted once. */
    public long equal() {
        return equal;
    }

    /** Records that came again, byte for byte the same. */
    public long duplicates() {
        return duplicates;
    }

    public List<Difference> differences() {
        return differences;
    }
}
