package io.thalweg.join;

import io.thalweg.example.Example;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.learner.IncompatibleModelException;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.model.Prediction;
import java.io.IOException;

/**
 * Joins labels to examples by id. An example is predicted at once and held, as its features were then; when its label comes, the loss is that of the prediction
 * that was served, and the model learns. Under each id there is one thing at a time ({@link Held}):
 *
 * <pre>
 *                   example               label, the same or another         its time is over
 *   nothing         pending               early                              -
 *   pending         repeated              matched, then labeled              expired
 *   labeled         repeated              duplicate or correction            forgotten
 *   expired         repeated              late                               forgotten
 *   early           matched, then labeled duplicate or correction            orphan
 * </pre>
 *
 * Time is stream time, the greatest that {@link #advance} was given: nothing here looks at a clock, and equal calls give equal bytes. One thread.
 */
public final class LabelJoin {
    private static final byte[] NOTHING = {};

    private final LabelPolicy policy;
    private final OnlineLearner learner;
    private final HeldStore store;
    private final Listener listener;
    private final JoinCounts counts;

    /** What there is under the id of the example last served. */
    private Held found;

    /** Hears of what happens, while it happens. */
    public interface Listener {
        /**
         * An example has been evaluated, and learned if its importance is not 0.
         *
         * @param offset the example's
         */
        void learned(long offset);

        void settled(Settled settled);
    }

    /**
     * @param counts cleared, and filled from the store
     * @throws IncompatibleModelException if what is in the store was held for another learner
     */
    public LabelJoin(
            LabelPolicy policy, OnlineLearner learner, SortedStore store, JoinCounts counts, Listener listener) {
        this.policy = policy;
        this.learner = learner;
        this.store = new HeldStore(store, counts);
        this.store.refuseOtherThan(learner.records());
        this.counts = counts;
        this.listener = listener;
    }

    /** Puts away what is not in the store anyway; to be called before each commit. */
    public void save() {
        store.save(learner.records());
    }

    /** Stream time goes on to {@code timeMs}, or stays: ends the waiting of what is due. To be called before each example and each label. */
    public void advance(long timeMs) {
        store.advance(timeMs, this::end);
    }

    /**
     * Predicts an example, and learns from it if it has its label with it and is not repeated. It is to be {@linkplain #hold held} next.
     *
     * @throws RejectedExampleException if its label can no longer be learned since time has gone on; nothing has changed but the count of rejects
     */
    public Prediction serve(Example example) {
        found = store.current(example.id(), this::end);
        checkAgain(example);
        if (isRepeated()) {
            return learner.pass(example);
        }
        return example.hasLabel() ? learner.process(example) : learner.serve(example);
    }

    /** What has just expired may have taken the last free class. */
    private void checkAgain(Example example) {
        try {
            learner.check(example);
        } catch (RejectedExampleException e) {
            learner.reject();
            throw e;
        }
    }

    private boolean isRepeated() {
        return found != null && found.kind() != Held.Kind.EARLY;
    }

    /** Holds the example last served until its label comes, or learns from it if the label came before. */
    public void hold(Example example, long timeMs, long offset) {
        Settled.Place place = new Settled.Place(offset, timeMs);
        if (isRepeated()) {
            settle(of(LabelOutcome.REPEATED, example.id()).withExample(place));
            return;
        }
        if (found == null) {
            await(example, place);
        } else {
            meet(example, place, found);
        }
        if (example.hasLabel()) {
            listener.learned(offset);
        }
    }

    private void await(Example example, Settled.Place place) {
        if (example.hasLabel()) {
            store.put(example.id(), Held.Kind.LABELED, policy.memoryMs(), place, Label.of(example), NOTHING);
        } else {
            store.put(example.id(), Held.Kind.PENDING, policy.waitMs(), place, null, learner.pending(example));
            counts.pendingBy(1);
        }
    }

    /** An example meets the label that came before it. */
    private void meet(Example example, Settled.Place place, Held early) {
        String id = example.id();
        Settled.Place came = early.place();
        counts.earlyBy(-1);
        if (example.hasLabel()) {
            await(example, place);
            Label own = Label.of(example);
            settle(of(again(own, early.label()), id)
                    .withExample(place)
                    .withLabel(came, early.label())
                    .after(own));
        } else if (isLearnable(early.label())) {
            byte[] pending = learner.pending(example);
            store.put(id, Held.Kind.LABELED, policy.memoryMs(), place, early.label(), kept(pending));
            match(of(LabelOutcome.MATCHED, id).withExample(place).withLabel(came, early.label()), pending);
        } else {
            await(example, place);
            settle(of(LabelOutcome.ORPHAN, id).withExample(place).withLabel(came, early.label()));
        }
    }

    /** A class may find no room when its turn comes: a default one, or one that was new when its label came early. */
    private boolean isLearnable(Label label) {
        try {
            learner.checkLabel(label.number(), label.name());
            return true;
        } catch (RejectedExampleException e) {
            return false;
        }
    }

    /**
     * A label on its own, for the example of its id.
     *
     * @throws RejectedExampleException as {@link #serve}
     */
    public void label(Example label, long timeMs, long offset) {
        String id = label.id();
        Label now = Label.of(label);
        Settled.Place came = new Settled.Place(offset, timeMs);
        Held held = store.current(id, this::end);
        checkAgain(label);
        if (held == null) {
            store.put(id, Held.Kind.EARLY, policy.earlyMs(), came, now, NOTHING);
            counts.earlyBy(1);
            return;
        }
        switch (held.kind()) {
            case PENDING -> {
                remember(id, held, now);
                counts.pendingBy(-1);
                match(of(LabelOutcome.MATCHED, id).withExample(held.place()).withLabel(came, now), held.pending());
            }
            case EXPIRED ->
                settle(of(LabelOutcome.LATE, id).withExample(held.place()).withLabel(came, now));
            default -> again(id, held, came, now);
        }
    }

    /** The id of an example that has got its label stays known for as long as that of one that has not. */
    private void remember(String id, Held held, Label label) {
        byte[] pending = kept(held.pending());
        if (held.dueMs() - store.streamTimeMs() >= policy.memoryMs()) {
            store.replace(id, held.labeled(label, pending));
        } else {
            store.put(id, Held.Kind.LABELED, policy.memoryMs(), held.place(), label, pending);
        }
    }

    /** A label after the first one. */
    private void again(String id, Held held, Settled.Place came, Label now) {
        LabelOutcome outcome = again(held.label(), now);
        if (outcome == LabelOutcome.CORRECTION && policy.learnsCorrections()) {
            store.replace(id, held.relabeled(now));
            if (held.pending().length > 0) {
                learn(held.pending(), now, false);
            }
        }
        settle(of(outcome, id)
                .withExample(held.kind() == Held.Kind.EARLY ? null : held.place())
                .withLabel(came, now)
                .after(held.label()));
    }

    private LabelOutcome again(Label before, Label now) {
        return learner.isSameLabel(before.number(), before.name(), now.number(), now.name())
                ? LabelOutcome.DUPLICATE
                : LabelOutcome.CORRECTION;
    }

    /** The waiting of what is held under an id is over. */
    private void end(String id, Held held) {
        switch (held.kind()) {
            case PENDING -> expire(id, held);
            case EARLY -> {
                store.delete(id);
                counts.earlyBy(-1);
                settle(of(LabelOutcome.ORPHAN, id).withLabel(held.place(), held.label()));
            }
            default -> store.delete(id);
        }
    }

    private void expire(String id, Held held) {
        store.put(id, Held.Kind.EXPIRED, policy.memoryMs(), held.place(), null, NOTHING);
        counts.pendingBy(-1);
        Settled expired = of(LabelOutcome.EXPIRED, id).withExample(held.place());
        if (policy.byDefault().filter(this::isLearnable).isPresent()) {
            match(expired.withLabel(null, policy.byDefault().get()), held.pending());
        } else {
            settle(expired);
        }
    }

    private void match(Settled settled, byte[] pending) {
        settle(settled.withLoss(learn(pending, settled.label(), true).loss()));
        listener.learned(settled.example().offset());
    }

    private Prediction learn(byte[] pending, Label label, boolean evaluate) {
        try {
            return learner.learnLate(pending, label.number(), label.name(), evaluate);
        } catch (IOException e) {
            throw new IncompatibleModelException("a pending example in its store is damaged: " + e.getMessage());
        }
    }

    private Settled of(LabelOutcome outcome, String id) {
        return Settled.of(outcome, id, store.streamTimeMs());
    }

    private void settle(Settled settled) {
        counts.settle(settled.outcome());
        listener.settled(settled);
    }

    private byte[] kept(byte[] pending) {
        return policy.learnsCorrections() ? pending : NOTHING;
    }
}
