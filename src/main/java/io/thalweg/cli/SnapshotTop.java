package io.thalweg.cli;

import static io.thalweg.cli.ProgressTable.number;
import static io.thalweg.cli.ProgressTable.shortened;

import io.thalweg.config.ErrorsTolerance;
import io.thalweg.config.ThalwegConfig;
import io.thalweg.example.ExampleReader;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.model.Scaling;
import io.thalweg.snapshot.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the weights of a published model that matter most, by name. */
@Command(
        name = "top",
        mixinStandardHelpOptions = true,
        description = {
            "List the heaviest weights of a snapshot, by name. With optimizer=auto, which knows how large features are, heavy is "
                    + "|weight| * typical size: standard deviation, root mean square or the one value; else |weight|.",
            "Names are those that the model has kept (names.keep), and those in the file of --names. Several names for one index are "
                    + "a collision: they share the weight. #index is an index of which no name is known."
        })
final class SnapshotTop implements Callable<Integer> {
    private static final int NAME = 100;

    @Parameters(paramLabel = "FILE", description = "The snapshot.")
    private Path file;

    @Option(names = "--count", paramLabel = "N", defaultValue = "20", description = "How many weights; by default 20.")
    private int count;

    @Option(
            names = "--class",
            paramLabel = "NAME",
            description = "softmax: the weights of this class; by default those of all.")
    private String className;

    @Option(names = "--names", paramLabel = "DATA", description = "Look for names in this file of examples too.")
    private String data;

    @Mixin
    private ExampleOptions examples;

    @Mixin
    private Summary summary;

    private OnlineLearner learner;
    private FeatureNames found;

    @Override
    public Integer call() throws IOException {
        if (count < 1) {
            throw new Failure(Failure.USAGE, "--count is " + count + "; it must be 1 or more");
        }
        if (data == null) {
            examples.refuseWithoutFile("--names");
        }
        Snapshot snapshot = Models.read(file);
        learner = Models.resumed(snapshot).learner();
        int output = className == null ? -1 : OutputChoice.of(learner.model(), className);
        List<TopWeight> top = TopWeight.of(learner, new LinearForm(learner), output, count);
        found = namesIn(top.stream().map(TopWeight::index).collect(Collectors.toSet()), Models.settings(snapshot));
        print(top);
        summary.print();
        return 0;
    }

    private FeatureNames namesIn(Set<Integer> wanted, ThalwegConfig settings) throws IOException {
        FeatureNames names =
                new FeatureNames(Integer.numberOfTrailingZeros(learner.model().size()), wanted::contains);
        if (data != null) {
            try (ExampleReader reader =
                    examples.open(data, settings, learner.fields().copy())) {
                names.read(reader, new Rejects(data, ErrorsTolerance.ALL, System.err));
            }
        }
        return names;
    }

    private void print(List<TopWeight> top) {
        boolean classes = learner.model().loss().outputs() > 1;
        boolean sized = top.stream().noneMatch(weight -> Double.isNaN(weight.size()));
        String by = sized ? "|weight| * typical size" : "|weight|";
        row("weight", "typical size", "taken", classes, "class", "feature");
        List<Map<String, Object>> members = new ArrayList<>();
        boolean unnamed = false;
        for (TopWeight weight : top) {
            Collection<String> names = names(weight.index());
            unnamed |= names.isEmpty();
            String ofClass = classes ? learner.model().labels().classes().get(weight.output()) : "";
            row(
                    number(weight.weight()),
                    Double.isNaN(weight.size()) ? "" : number(weight.size()),
                    taken(weight),
                    classes,
                    shortened(ofClass, NAME),
                    shown(weight.index(), names));
            members.add(member(weight, ofClass, names));
        }
        summary.put("rankedBy", by)
                .put("weights", members)
                .put("namesKept", learner.names().size());
        summary.line("", "").line("ranked by", by);
        if (unnamed) {
            summary.line(
                    "#index",
                    "no name is known: " + (data == null ? "--names FILE looks for it in" : "it is not in")
                            + " a file of examples" + (data == null ? "" : " " + data)
                            + "; the setting names.keep says how many are kept");
        }
    }

    private void row(String weight, String size, String taken, boolean classes, String ofClass, String name) {
        summary.progress()
                .printf(
                        "%14s %14s  %-16s  %s%s%n",
                        weight, size, taken, classes ? String.format("%-12s  ", ofClass) : "", name);
    }

    private Collection<String> names(int index) {
        Set<String> names = new LinkedHashSet<>(learner.names().of(index));
        names.addAll(found.all(index));
        return names;
    }

    private static String shown(int index, Collection<String> names) {
        if (names.isEmpty()) {
            return "#" + index;
        }
        return shortened(String.join(" | ", names), NAME) + (names.size() > 1 ? "  (collision)" : "");
    }

    private static String taken(TopWeight weight) {
        return weight.standardized() ? "standardized" : words(weight.scaling());
    }

    private static String words(Scaling scaling) {
        return scaling.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Map<String, Object> member(TopWeight weight, String ofClass, Collection<String> names) {
        Map<String, Object> member = new LinkedHashMap<>();
        member.put("index", weight.index());
        member.put("names", names);
        if (!ofClass.isEmpty()) {
            member.put("class", ofClass);
        }
        member.put("weight", weight.weight());
        member.put("typicalSize", Double.isNaN(weight.size()) ? null : weight.size());
        member.put("heaviness", weight.heaviness());
        member.put("taken", taken(weight));
        return member;
    }
}
