package io.thalweg.topology;

import io.thalweg.example.ExampleSink;
import io.thalweg.example.RejectReason;
import io.thalweg.serde.LabeledExampleEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Values of the examples topic that a logistic learner of 2^10 weights and at most 30 features refuses, by what is wrong with them. */
final class BadRecords {
    static final int MAX_FEATURES = 30;

    private BadRecords() {}

    /** A bad value, which may be null, and the reason that it must be given. */
    record Bad(byte[] value, RejectReason reason) {}

    /** The reasons that records of examples alone can have, read without a mapping. */
    static final Set<RejectReason> REASONS =
            EnumSet.complementOf(EnumSet.of(RejectReason.NO_ID, RejectReason.INCOMPATIBLE_FIELD));

    static Map<String, Bad> all() {
        byte[] good = example(sink -> sink.label(1));
        byte[] cut = Arrays.copyOf(good, good.length - 1);
        byte[] unknown = good.clone();
        unknown[5] ^= 1;
        Map<String, Bad> bad = new LinkedHashMap<>();
        bad.put("no value", new Bad(null, RejectReason.UNDECODABLE));
        bad.put("no bytes", new Bad(new byte[0], RejectReason.UNDECODABLE));
        bad.put("other bytes", new Bad(new byte[] {1, 2, 3}, RejectReason.UNDECODABLE));
        bad.put("text", new Bad("{\"label\": 1}".getBytes(StandardCharsets.UTF_8), RejectReason.UNDECODABLE));
        bad.put("cut short", new Bad(cut, RejectReason.UNDECODABLE));
        bad.put("unknown schema", new Bad(unknown, RejectReason.UNKNOWN_SCHEMA));
        bad.put("Confluent", new Bad(HexFormat.of().parseHex("000000002a0102"), RejectReason.UNKNOWN_SCHEMA));
        bad.put("label", new Bad(example(sink -> sink.label(0.5)), RejectReason.LABEL_OUTSIDE_DOMAIN));
        bad.put("label NaN", new Bad(example(sink -> sink.label(Double.NaN)), RejectReason.NON_FINITE));
        bad.put("label huge", new Bad(example(sink -> sink.label(1e300)), RejectReason.OUT_OF_RANGE));
        bad.put("value NaN", new Bad(example(sink -> sink.indexed(3, Float.NaN)), RejectReason.NON_FINITE));
        bad.put("value huge", new Bad(example(sink -> sink.indexed(3, 1e30f)), RejectReason.OUT_OF_RANGE));
        bad.put("importance", new Bad(example(sink -> sink.importance(-1)), RejectReason.NEGATIVE_IMPORTANCE));
        bad.put(
                "importance infinite",
                new Bad(example(sink -> sink.importance(Double.POSITIVE_INFINITY)), RejectReason.NON_FINITE));
        bad.put("index too large", new Bad(example(sink -> sink.indexed(1 << 10, 1)), RejectReason.INDEX_OUT_OF_RANGE));
        bad.put("index negative", new Bad(example(sink -> sink.indexed(-1, 1)), RejectReason.INDEX_OUT_OF_RANGE));
        bad.put("features", new Bad(example(BadRecords::tooMany), RejectReason.TOO_MANY_FEATURES));
        return bad;
    }

    private static void tooMany(ExampleSink sink) {
        for (int index = 0; index <= MAX_FEATURES; index++) {
            sink.indexed(index, 1);
        }
    }

    private static byte[] example(Consumer<ExampleSink> parts) {
        LabeledExampleEncoder encoder = new LabeledExampleEncoder();
        encoder.begin();
        encoder.id("bad");
        parts.accept(encoder);
        return encoder.encode();
    }
}
