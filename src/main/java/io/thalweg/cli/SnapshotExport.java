package io.thalweg.cli;

import io.thalweg.config.ErrorsTolerance;
import io.thalweg.config.ThalwegConfig;
import io.thalweg.example.ExampleReader;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.model.Model;
import io.thalweg.snapshot.Snapshot;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a published model as one linear model for raw values, that any tool can read and score with. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Write a snapshot's model as one linear model for raw values: CSV with a row for each weight that is not 0, "
                    + "index,weight,mean,limit, the intercept first. The margin is the intercept plus the sum of weight times value.",
            "What else a scorer needs is said beside it: the loss's mean function, the hash, and the inputs that the learner itself "
                    + "scores otherwise. The mean is that of a centred feature, which counts as it where the feature is missing. The limit "
                    + "is how far from the mean (from 0 if there is none) a value counts; one further away counts as at the limit.",
            "With --json and without --out, the weights are part of the object."
        })
final class SnapshotExport implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The snapshot.")
    private Path file;

    @Option(names = "--out", paramLabel = "F", description = "Where to; by default standard output.")
    private Path out;

    @Option(
            names = "--names",
            paramLabel = "DATA",
            description =
                    "Add a column of names: those in this file of examples, by their hashes. Several for one index "
                            + "are joined by |.")
    private String data;

    @Mixin
    private ExampleOptions examples;

    @Mixin
    private Summary summary;

    @Override
    public Integer call() throws IOException {
        if (data == null) {
            examples.refuseWithoutFile("--names");
        }
        OutputFile.check("--out", out, file, data);
        Snapshot snapshot = Models.read(file);
        OnlineLearner learner = Models.resumed(snapshot).learner();
        Model model = learner.model();
        LinearForm form = new LinearForm(learner);
        BitSet indices = new BitSet();
        form.indices().forEach(indices::set);
        FeatureNames names = data == null ? null : names(learner, indices, Models.settings(snapshot));
        WeightTable table = new WeightTable(form, names);
        new ExportSummary(summary, model, snapshot.head().settings(), form).add(indices.cardinality());
        if (names != null) {
            summary.put("named", names.count()).line("named", names.count() + " of the indices");
        }
        if (out != null) {
            write(table);
            summary.put("export", out.toString()).line("export", out);
        } else if (summary.json()) {
            summary.put("weights", table.members());
        } else {
            Writer csv = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
            table.write(csv);
            csv.flush();
            summary.besideOutput();
        }
        summary.print();
        return 0;
    }

    private FeatureNames names(OnlineLearner learner, BitSet wanted, ThalwegConfig settings) throws IOException {
        FeatureNames names =
                new FeatureNames(Integer.numberOfTrailingZeros(learner.model().size()), wanted::get);
        try (ExampleReader reader =
                examples.open(data, settings, learner.fields().copy())) {
            names.read(reader, new Rejects(data, ErrorsTolerance.ALL, System.err));
        }
        return names;
    }

    private void write(WeightTable table) {
        try (Writer csv = Files.newBufferedWriter(out, StandardCharsets.UTF_8)) {
            table.write(csv);
        } catch (IOException e) {
            throw new Failure(Failure.RUNTIME, NamedExamples.named(out.toString(), e), e);
        }
    }
}
