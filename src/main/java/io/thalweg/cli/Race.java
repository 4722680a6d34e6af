package io.thalweg.cli;

import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.ExampleReader;
import io.thalweg.example.RejectedExampleException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Several learners over one reading of a file: each predicts every example and then learns from it, as it would alone. One thread. */
final class Race {
    private final List<Contestant> contestants;
    private final List<Contestant> running;
    private final SharedExamples shared;
    private final RaceTable table;
    private final PrintStream err;
    private long examples;
    private long labeled;
    private long features;

    /** @param err where retirements are told */
    Race(List<Contestant> contestants, PrintStream progress, PrintStream err) {
        this.contestants = contestants;
        this.err = err;
        running = new ArrayList<>(contestants);
        table = new RaceTable(progress);
        List<Integer> hashBits = contestants.stream()
                .map(contestant -> contestant.settings().hashBits())
                .distinct()
                .toList();
        contestants.forEach(contestant ->
                contestant.start(hashBits.indexOf(contestant.settings().hashBits())));
        int maxFeatures = contestants.get(0).settings().maxFeatures();
        shared = new SharedExamples(hashBits.stream()
                .map(bits -> new ExampleBuilder(bits, maxFeatures))
                .toList());
    }

    /** Runs until the file ends or nobody is left, and says how it ended. */
    void run(ExampleReader reader, Rejects rejects, Summary summary) throws IOException {
        long start = System.nanoTime();
        while (!running.isEmpty()) {
            try {
                if (!reader.read(shared)) {
                    break;
                }
                shared.build();
                running.get(0).learner().check(shared.example(0));
            } catch (RejectedExampleException e) {
                rejects.add(reader.line(), e);
                continue;
            }
            learn();
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        rejects.conclude(examples);
        if (running.isEmpty()) {
            err.println("race: nobody is left; the rest of the file was not read");
        }
        List<Contestant> ranked = RaceTable.ranked(contestants);
        LearningSummary.add(
                summary,
                examples,
                labeled,
                rejects.count(),
                ranked.get(0).classes(),
                ranked.get(0).losses(),
                features,
                seconds);
        RaceTable.add(summary, ranked, labeled > 0);
    }

    private void learn() {
        Example first = shared.example(0);
        examples++;
        labeled += first.hasLabel() ? 1 : 0;
        features += first.features().size();
        for (int at = 0; at < running.size(); at++) {
            Contestant contestant = running.get(at);
            if (!contestant.process(shared)) {
                running.remove(at--);
                err.println("race: " + contestant.name() + " retired at example " + contestant.retiredAt()
                        + ": it diverges (" + contestant.refused() + " refused updates)");
            }
        }
        table.add(running);
    }
}
