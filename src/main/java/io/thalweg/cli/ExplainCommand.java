package io.thalweg.cli;

import io.thalweg.config.ErrorsTolerance;
import io.thalweg.example.Example;
import io.thalweg.example.ExampleReader;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.snapshot.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says why a published model predicts what it does: each margin as the sum of what the features add to it, by name. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Take the predictions of a snapshot apart: the margin of each example as the sum of what its features add, by name, the "
                    + "largest first. Nothing is learned.",
            "A feature adds weight * (value - centre); the centre is the mean of a feature that is in nearly every example (optimizer=auto) "
                    + "or is standardized, else 0. What is missing adds nothing. Features that share an index are shown together, 'a | b'; "
                    + "those that were given by index as #index."
        })
final class ExplainCommand implements Callable<Integer> {
    private static final int FIRST = 10;

    @Parameters(index = "0", paramLabel = "SNAPSHOT", description = "The model: a snapshot file.")
    private Path snapshot;

    @Parameters(index = "1", paramLabel = "FILE", description = "Examples; - is standard input.")
    private String file;

    @Mixin
    private ExampleOptions examples;

    @Option(
            names = "--example",
            paramLabel = "N",
            description = "Which: the Nth of the file, from 1, or 'all'; by default the first " + FIRST + ".")
    private String example;

    @Option(
            names = "--top",
            paramLabel = "K",
            defaultValue = "20",
            description =
                    "How many features of each, those that add most; the others are summed up. 0 is all; by default 20.")
    private int top;

    @Option(
            names = "--class",
            paramLabel = "NAME",
            description = "softmax: explain the margin of this class; by default that of the predicted one.")
    private String className;

    @Mixin
    private Summary summary;

    @Override
    public Integer call() throws IOException {
        if (top < 0) {
            throw new Failure(Failure.USAGE, "--top is " + top + "; it must be 0, for all, or more");
        }
        long only = only();
        long last = example == null ? FIRST : only > 0 ? only : Long.MAX_VALUE;
        Snapshot model = Models.read(snapshot);
        OnlineLearner learner = Models.resumed(model).learner();
        int output = className == null ? -1 : OutputChoice.of(learner.model(), className);
        try (ExampleReader reader =
                examples.open(file, Models.settings(model), learner.fields().copy())) {
            explain(reader, learner, output, Math.max(1, only), last);
        }
        summary.print();
        return 0;
    }

    /** The one example that is asked for; 0 if it is not one. */
    private long only() {
        if (example == null || example.equals("all")) {
            return 0;
        }
        if (!example.matches("[1-9][0-9]{0,17}")) {
            throw new Failure(Failure.USAGE, "--example is '" + example + "'; it must be 1 or more, or all");
        }
        return Long.parseLong(example);
    }

    private void explain(ExampleReader reader, OnlineLearner learner, int output, long first, long last)
            throws IOException {
        Rejects rejects = new Rejects(file, ErrorsTolerance.ALL, System.err);
        ExplanationTable table = new ExplanationTable(learner.model(), top, summary.progress());
        LinearForm form = new LinearForm(learner);
        ExplainedExamples source = new ExplainedExamples(learner);
        List<Map<String, Object>> members = new ArrayList<>();
        long read = 0;
        while (read < last) {
            try {
                Example next = source.next(reader);
                if (next == null) {
                    break;
                }
                learner.check(next);
                if (++read >= first) {
                    Explanation explanation = Explanation.of(learner, form, next, source.names(), output);
                    table.print(read, reader.line(), next, explanation);
                    if (summary.json()) {
                        members.add(table.member(read, reader.line(), next, explanation));
                    }
                }
            } catch (RejectedExampleException e) {
                rejects.add(reader.line(), e);
            }
        }
        rejects.conclude(read);
        if (read < first && read > 0) {
            throw new Failure(Failure.USAGE, "--example is " + first + "; " + file + " has " + read + " examples");
        }
        summary.put("examples", members);
    }
}
