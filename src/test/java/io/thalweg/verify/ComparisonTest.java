package io.thalweg.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** Records are written as words: one word, one record. */
class ComparisonTest {
    private static ConsumerRecord<byte[], byte[]> record(long offset, String value, long timestamp, String header) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("header", header.getBytes(UTF_8));
        return new ConsumerRecord<>(
                "topic",
                1,
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                3,
                value.length(),
                "key".getBytes(UTF_8),
                value.getBytes(UTF_8),
                headers,
                Optional.empty());
    }

    /** Every third offset, as if others were markers of transactions. */
    private static List<ConsumerRecord<byte[], byte[]>> records(String words) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        Arrays.stream(words.split(" "))
                .filter(word -> !word.isEmpty())
                .forEach(word -> records.add(record(3L * records.size(), word, 7, "h")));
        return records;
    }

    private static Comparison compare(String expected, List<ConsumerRecord<byte[], byte[]>> actual) {
        return Comparison.of(
                "topic", 1, records(expected).stream().map(CommittedRecord::of).toList(), actual);
    }

    private static Comparison compare(String expected, String actual) {
        return compare(expected, records(actual));
    }

    private static void assertOneDifference(Comparison comparison, long offset, String what) {
        assertThat(comparison.differences()).containsExactly(new Difference("topic", 1, offset, what));
    }

    @Test
    void whatIsTheSameIsEqual() {
        Comparison same = compare("a b b c", "a b b c");
        assertThat(same.differences()).isEmpty();
        assertThat(same.equal()).isEqualTo(4);
        assertThat(same.duplicates()).isZero();
        assertThat(compare("", "").differences()).isEmpty();
    }

    @Test
    void identicalDuplicatesAreCounted() {
        Comparison twice = compare("a b c d", "a b c b c d d");
        assertThat(twice.differences()).isEmpty();
        assertThat(twice.equal()).isEqualTo(4);
        assertThat(twice.duplicates()).isEqualTo(3);
    }

    @Test
    void aLostRecordIsFound() {
        Comparison lost = compare("a b c d", "a c d");
        assertOneDifference(lost, 3, "record 1 of 4 is lost");
        assertThat(lost.equal()).isEqualTo(3);
        assertOneDifference(compare("a b", "b"), 0, "record 0 of 2 is lost");
        assertOneDifference(compare("a b", "a"), 1, "record 1 of 2 is lost");
        assertOneDifference(compare("a", ""), 0, "record 0 of 1 is lost");
        assertOneDifference(compare("a b b c", "a b c"), 6, "record 2 of 4 is lost");
    }

    @Test
    void aRecordThatCameTwiceWithOtherBytesIsFound() {
        Comparison twice = compare("a b c", "a b x c");
        assertOneDifference(twice, 6, "no undisturbed run has this record here");
        assertThat(twice.equal()).isEqualTo(3);
        assertOneDifference(compare("a b", "a b x"), 6, "no undisturbed run has this record here");
    }

    @Test
    void swappedRecordsAreFound() {
        Comparison swapped = compare("a b c d", "a c b d");
        assertOneDifference(swapped, 3, "record 1 of 4 comes later, out of order");
        assertThat(swapped.duplicates()).isZero();
        assertOneDifference(compare("a b", "b a"), 0, "record 0 of 2 comes later, out of order");
    }

    @Test
    void aFlippedByteIsFoundAndToldWhere() {
        Comparison flipped = compare("a word c", "a ward c");
        assertOneDifference(flipped, 3, "differs: value of 4 bytes instead of 4, from byte 1");
        assertThat(flipped.equal()).isEqualTo(2);
    }

    @Test
    void anotherTimestampIsFound() {
        assertOneDifference(compare("a", List.of(record(5, "a", 8, "h"))), 5, "differs: timestamp 8 instead of 7");
    }

    @Test
    void anotherHeaderIsFound() {
        assertOneDifference(compare("a", List.of(record(5, "a", 7, "g"))), 5, "differs: headers");
    }

    @Test
    void allDifferencesAreFound() {
        assertThat(compare("a b c d e f", "a x c e d f g").differences())
                .extracting(Difference::offset)
                .containsExactly(3L, 9L, 18L);
    }
}
