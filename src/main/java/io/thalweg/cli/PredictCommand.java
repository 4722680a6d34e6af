package io.thalweg.cli;

import io.thalweg.config.ErrorsTolerance;
import io.thalweg.evaluation.Convergence;
import io.thalweg.evaluation.ProgressiveValidation;
import io.thalweg.example.Example;
import io.thalweg.example.ExampleReader;
import io.thalweg.example.ParsedExamples;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.model.Model;
import io.thalweg.model.Prediction;
import io.thalweg.snapshot.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Scores a file with a published model, which stays as it is. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description = "Score a file with a snapshot; nothing is learned. The snapshot's own settings apply.")
final class PredictCommand implements Callable<Integer> {
    private static final int ROLLING_WINDOW = 1000;

    @Parameters(index = "0", paramLabel = "FILE", description = "Examples; - is standard input.")
    private String file;

    @Option(names = "--snapshot", required = true, paramLabel = "F", description = "The model: a snapshot file.")
    private Path snapshot;

    @Option(
            names = "--predictions-out",
            paramLabel = "F",
            description = "Write prediction,label,loss of every example as CSV.")
    private Path predictionsOut;

    @Mixin
    private ExampleOptions examples;

    @Mixin
    private Summary summary;

    @Override
    public Integer call() throws IOException {
        OutputFile.check("--predictions-out", predictionsOut, file, snapshot);
        Snapshot model = Models.read(snapshot);
        OnlineLearner learner = Models.resumed(model).learner();
        try (StopSignal stop = new StopSignal()) {
            try (ExampleReader reader = examples.open(
                            file, Models.settings(model), learner.fields().copy());
                    PredictionsFile predictions = new PredictionsFile(predictionsOut);
                    ParsedExamples parsed = new ParsedExamples(reader, learner.exampleBuilder())) {
                stop.whenAsked(parsed::close);
                predict(parsed, predictions, learner);
            }
            summary.print();
        }
        return 0;
    }

    private void predict(ParsedExamples parsed, PredictionsFile predictions, OnlineLearner learner) throws IOException {
        Rejects rejects = new Rejects(file, ErrorsTolerance.ALL, System.err);
        ProgressTable table = new ProgressTable(summary.progress());
        Model model = learner.model();
        ProgressiveValidation losses = new ProgressiveValidation(model.loss(), ROLLING_WINDOW, new Convergence(0, 0));
        long predicted = 0;
        long features = 0;
        long start = System.nanoTime();
        while (true) {
            Example example;
            Prediction prediction;
            try {
                example = parsed.next();
                if (example == null) {
                    break;
                }
                prediction = learner.predict(example);
            } catch (RejectedExampleException e) {
                rejects.add(parsed.line(), e);
                continue;
            }
            predicted++;
            features += example.features().size();
            if (example.hasLabel()) {
                learner.evaluate(example, prediction, losses);
            }
            predictions.write(model.labels(), example, prediction);
            table.add(
                    prediction.loss(),
                    () -> model.labels().text(example),
                    () -> model.labels().text(prediction),
                    example.features().size(),
                    () -> losses.rollingLoss(0));
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        rejects.conclude(predicted);
        LearningSummary.add(
                summary,
                predicted,
                losses.labeled(),
                rejects.count(),
                model.labels().classes(),
                losses.rollingLoss(model.labels().classes().size()),
                features,
                seconds);
    }
}
