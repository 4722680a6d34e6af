package io.thalweg.cli;

import io.thalweg.config.ErrorsTolerance;
import io.thalweg.config.ThalwegConfig;
import io.thalweg.config.WarmStart;
import io.thalweg.example.ExampleReader;
import io.thalweg.example.ParsedExamples;
import io.thalweg.learner.LearnerState;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.mapping.FieldKinds;
import io.thalweg.serde.SnapshotFiles;
import io.thalweg.snapshot.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the topology's learner over a file, without a broker: the same predictions to the last bit. */
@Command(
        name = "learn",
        mixinStandardHelpOptions = true,
        description = "Learn from a file: predict each example, then learn from it (progressive validation).")
final class LearnCommand implements Callable<Integer> {
    /** What a snapshot says of who learned it. */
    static final String MODEL = "learn";

    @Parameters(index = "0", paramLabel = "FILE", description = "Examples; - is standard input.")
    private String file;

    @Mixin
    private ExampleOptions examples;

    @Mixin
    private ConfigOptions options;

    @Mixin
    private Summary summary;

    @Option(
            names = "--predictions-out",
            paramLabel = "F",
            description = "Write prediction,label,loss of every example as CSV.")
    private Path predictionsOut;

    @Option(
            names = "--curve-out",
            paramLabel = "F",
            description =
                    "Write the learning curve as CSV: the figures at every rolling.loss.every labelled examples, and at "
                            + "the end.")
    private Path curveOut;

    @Option(names = "--snapshot-out", paramLabel = "F", description = "Write the model to a file at the end.")
    private Path snapshotOut;

    @Option(
            names = "--label-delay",
            paramLabel = "D",
            description = {
                "Let every label come D examples after its own, and the last at the end of the file: what late labels cost. "
                        + "The loss is that of the prediction that was served.",
                "Baseline and previous label are not delayed: each knows all labels before the one that it is compared with, which is more "
                        + "than the learner did when it served."
            })
    private long labelDelay;

    @Option(
            names = "--race",
            paramLabel = "SETTINGS",
            description = {
                "\"learning.rate=0.1,0.5; l2=0,1e-6\": learn with every combination of these values in one pass, and with the "
                        + "configuration as it is, each on its own, and say whose mean loss is smallest.",
                "Settings are separated by ; and values by , so neither can be part of a value; blanks do not count. May be "
                        + "repeated: each --race adds its combinations, to 64 contestants in all. Each has weights of its own: at "
                        + "hash.bits=18, 8 MiB with auto and 1 to 4 MiB with the others.",
                "Can be raced: optimizer, learning.rate, learning.rate.schedule, learning.rate.power, ftrl.beta, gradient.clip, "
                        + "updates, l1, l2, hash.bits, weights.init.deviation, weights.init.seed. With several hash.bits, what the "
                        + "smallest cannot take is rejected for all.",
                "A contestant retires at a margin, mean or loss that is not finite, or after 100 refused updates in a row."
            })
    private List<String> races = List.of();

    @Override
    public Integer call() throws IOException {
        if (labelDelay < 0) {
            throw new Failure(
                    Failure.USAGE,
                    "--label-delay is " + labelDelay + "; it must be at least 0 (labels come with their examples)");
        }
        if (!races.isEmpty()) {
            return race();
        }
        ThalwegConfig config = options.read();
        Path model = config.snapshots().warmStart() instanceof WarmStart.File start ? start.path() : null;
        OutputFile.check("--predictions-out", predictionsOut, file, snapshotOut, model);
        OutputFile.check("--curve-out", curveOut, file, snapshotOut, model, predictionsOut);
        OutputFile.checkReplaceable("--snapshot-out", snapshotOut, file);
        LearnerState state = new LearnerState(new OnlineLearner(config.learner()));
        Models.warmStart(config).start(state, 0);
        try (StopSignal stop = new StopSignal()) {
            learn(config, state, stop);
            if (snapshotOut != null) {
                SnapshotFiles.write(snapshotOut, Snapshot.take(state, MODEL, 0, config.recorded()));
                summary.put("snapshot", snapshotOut.toString()).line("snapshot", snapshotOut);
            }
            if (stop.asked()) {
                summary.put("stopped", true).line("stopped", "by a signal; the rest of the input was not read");
            }
            summary.print();
        }
        return 0;
    }

    private void learn(ThalwegConfig config, LearnerState state, StopSignal stop) throws IOException {
        long labeledBefore = state.learner().labeled();
        try (ExampleReader reader = open(config, state.learner().fields());
                PredictionsFile predictions = new PredictionsFile(predictionsOut);
                CurveFile curve = new CurveFile(curveOut, config.rollingLossEvery());
                ParsedExamples parsed = new ParsedExamples(
                        reader,
                        state.learner().exampleBuilder(),
                        state.learner().records())) {
            stop.whenAsked(parsed::close);
            Rejects rejects = new Rejects(file, config.errorsTolerance(), System.err);
            new LearnRun(state.learner(), predictions, curve, new ProgressTable(summary.progress()), rejects)
                    .run(parsed, labelDelay, summary);
        }
        if (state.learner().labeled() == labeledBefore) {
            summary.line("nothing is learned", "no example has a label: " + examples.labelPlace(file, config));
        }
    }

    private ExampleReader open(ThalwegConfig config, FieldKinds kinds) throws IOException {
        config.labels()
                .ifPresent(labels -> System.err.println("thalweg: labels.topic=" + labels.topic()
                        + " and the settings of its labels are without effect on a file, whose labels are in its examples;"
                        + " --label-delay lets them come late"));
        ExampleReader reader = examples.open(file, config, kinds);
        try {
            NamedFields.check(reader, file, config);
            return reader;
        } catch (Failure e) {
            reader.close();
            throw e;
        }
    }

    private int race() throws IOException {
        if (predictionsOut != null || curveOut != null || snapshotOut != null) {
            throw new Failure(
                    Failure.USAGE,
                    "--predictions-out, --curve-out and --snapshot-out are about one model: run the race first, then its"
                            + " winner's settings without --race");
        }
        if (labelDelay > 0) {
            throw new Failure(
                    Failure.USAGE,
                    "--race learns labels with their examples: leave out --label-delay, or learn with one setting after the"
                            + " other, without --race");
        }
        List<Contestant> contestants = Contestants.of(options, races);
        ThalwegConfig config = options.read();
        ErrorsTolerance tolerance = config.errorsTolerance();
        try (ExampleReader reader = open(config, new FieldKinds())) {
            new Race(contestants, summary.progress(), System.err)
                    .run(reader, new Rejects(file, tolerance, System.err), summary);
        }
        summary.print();
        return 0;
    }
}
