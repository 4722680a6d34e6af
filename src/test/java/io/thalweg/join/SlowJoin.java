package io.thalweg.join;

import static io.thalweg.join.LabelOutcome.CORRECTION;
import static io.thalweg.join.LabelOutcome.DUPLICATE;
import static io.thalweg.join.LabelOutcome.EXPIRED;
import static io.thalweg.join.LabelOutcome.LATE;
import static io.thalweg.join.LabelOutcome.MATCHED;
import static io.thalweg.join.LabelOutcome.ORPHAN;
import static io.thalweg.join.LabelOutcome.REPEATED;

import io.thalweg.example.Example;
import io.thalweg.learner.OnlineLearner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What {@link LabelJoin} does, by a plain map, and a list of what is to end that is searched from end to end at each step. One thread. */
final class SlowJoin {
    private static final byte[] NOTHING = {};

    private final LabelPolicy policy;
    private final OnlineLearner learner;
    private final Map<String, Entry> entries = new HashMap<>();
    private final List<Alarm> alarms = new ArrayList<>();
    private final List<Object> heard = new ArrayList<>();
    private long now;
    private long number;

    /** What is under an id. */
    private static final class Entry {
        Held.Kind kind;
        long dueMs;
        long number;
        Settled.Place place;
        Label label;
        byte[] pending;
    }

    private record Alarm(long dueMs, long number, String id) {}

    SlowJoin(LabelPolicy policy, OnlineLearner learner) {
        this.policy = policy;
        this.learner = learner;
    }

    /** Settled outcomes, and offsets of examples learned, in order. */
    List<Object> heard() {
        return heard;
    }

    long count(Held.Kind kind) {
        return entries.values().stream().filter(entry -> entry.kind == kind).count();
    }

    long count(LabelOutcome outcome) {
        return heard.stream()
                .filter(each -> each instanceof Settled settled && settled.outcome() == outcome)
                .count();
    }

    void example(Example example, long timeMs, long offset) {
        Entry there = at(timeMs, example.id());
        Settled.Place place = new Settled.Place(offset, timeMs);
        if (there != null && there.kind != Held.Kind.EARLY) {
            learner.serve(example);
            heard.add(of(REPEATED, example.id()).withExample(place));
        } else if (example.hasLabel()) {
            learner.process(example);
            Label own = Label.of(example);
            put(example.id(), Held.Kind.LABELED, policy.memoryMs(), place, own, NOTHING);
            if (there != null) {
                heard.add(of(again(own, there.label), example.id())
                        .withExample(place)
                        .withLabel(there.place, there.label)
                        .after(own));
            }
            heard.add(offset);
        } else {
            learner.serve(example);
            byte[] pending = learner.pending(example);
            if (there == null) {
                put(example.id(), Held.Kind.PENDING, policy.waitMs(), place, null, pending);
            } else {
                put(example.id(), Held.Kind.LABELED, policy.memoryMs(), place, there.label, pending);
                learned(
                        of(MATCHED, example.id()).withExample(place).withLabel(there.place, there.label),
                        pending,
                        offset);
            }
        }
    }

    void label(Example example, long timeMs, long offset) {
        String id = example.id();
        Label label = Label.of(example);
        Settled.Place came = new Settled.Place(offset, timeMs);
        Entry there = at(timeMs, id);
        if (there == null) {
            put(id, Held.Kind.EARLY, policy.earlyMs(), came, label, NOTHING);
            return;
        }
        Settled.Place place = there.kind == Held.Kind.EARLY ? null : there.place;
        if (there.kind == Held.Kind.PENDING) {
            there.kind = Held.Kind.LABELED;
            there.label = label;
            if (there.dueMs < now + policy.memoryMs()) {
                put(id, there.kind, policy.memoryMs(), place, label, there.pending);
            }
            learned(of(MATCHED, id).withExample(place).withLabel(came, label), there.pending, place.offset());
        } else if (there.kind == Held.Kind.EXPIRED) {
            heard.add(of(LATE, id).withExample(place).withLabel(came, label));
        } else {
            LabelOutcome outcome = again(there.label, label);
            heard.add(of(outcome, id).withExample(place).withLabel(came, label).after(there.label));
            if (outcome == CORRECTION && policy.learnsCorrections()) {
                there.label = label;
                if (there.pending.length > 0) {
                    learn(there.pending, label, false);
                }
            }
        }
    }

    /** Time goes on: ends the first thousand that are due, and then what is under the id if it is due. */
    private Entry at(long timeMs, String id) {
        now = Math.max(now, timeMs);
        List<Alarm> due = alarms.stream()
                .filter(alarm -> alarm.dueMs <= now)
                .sorted(Comparator.comparingLong(Alarm::dueMs).thenComparingLong(Alarm::number))
                .limit(HeldStore.MOST_AT_ONCE)
                .toList();
        for (Alarm alarm : due) {
            alarms.remove(alarm);
            Entry entry = entries.get(alarm.id);
            if (entry != null && entry.number == alarm.number) {
                end(alarm.id, entry);
            }
        }
        while (entries.containsKey(id) && entries.get(id).dueMs <= now) {
            end(id, entries.get(id));
        }
        return entries.get(id);
    }

    private void end(String id, Entry entry) {
        if (entry.kind == Held.Kind.PENDING) {
            put(id, Held.Kind.EXPIRED, policy.memoryMs(), entry.place, null, NOTHING);
            Settled expired = of(EXPIRED, id).withExample(entry.place);
            if (policy.byDefault().isPresent()) {
                learned(expired.withLabel(null, policy.byDefault().get()), entry.pending, entry.place.offset());
            } else {
                heard.add(expired);
            }
            return;
        }
        entries.remove(id);
        if (entry.kind == Held.Kind.EARLY) {
            heard.add(of(ORPHAN, id).withLabel(entry.place, entry.label));
        }
    }

    private void put(String id, Held.Kind kind, long staysMs, Settled.Place place, Label label, byte[] pending) {
        Entry entry = new Entry();
        entry.kind = kind;
        entry.dueMs = now + staysMs;
        entry.number = number++;
        entry.place = place;
        entry.label = label;
        entry.pending = pending;
        entries.put(id, entry);
        alarms.add(new Alarm(entry.dueMs, entry.number, id));
    }

    private void learned(Settled settled, byte[] pending, long offset) {
        heard.add(settled.withLoss(learn(pending, settled.label(), true)));
        heard.add(offset);
    }

    private double learn(byte[] pending, Label label, boolean evaluate) {
        try {
            return learner.learnLate(pending, label.number(), label.name(), evaluate)
                    .loss();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LabelOutcome again(Label before, Label now) {
        return now.equals(before) ? DUPLICATE : CORRECTION;
    }

    private Settled of(LabelOutcome outcome, String id) {
        return Settled.of(outcome, id, now);
    }
}
