package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.example.ExampleReader;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.format.CsvColumns;
import io.thalweg.format.ExampleFile;
import io.thalweg.format.FileFormat;
import io.thalweg.format.TextExamples;
import io.thalweg.generator.ClickStream;
import io.thalweg.serde.LabeledExampleEncoder;
import io.thalweg.serde.PredictionRecord;
import io.thalweg.testing.VwText;
import io.thalweg.topology.InputProbe;
import io.thalweg.topology.ThalwegTopology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same text through {@code learn}, and as {@code produce} would send it through the topology: the same predictions to the last bit. */
class LearnEqualsTopologyTest {
    private static final String DATA = "thalweg.data";

    @TempDir
    private Path directory;

    @Test
    void generatedClicksGiveEqualPredictions() throws Exception {
        assertThat(assertEqualPredictions(clicks(), List.of())).isGreaterThan(1500);
    }

    @Test
    void equalPredictionsUnderOtherSettings() throws Exception {
        assertEqualPredictions(
                clicks(), List.of("optimizer=sgd", "learning.rate=0.05", "l1=1e-4", "l2=1e-3", "hash.bits=9"));
        assertEqualPredictions(
                clicks(), List.of("loss=squared", "l2=1e-3", "weights.init.deviation=0.1", "hash.bits=12"));
    }

    @Test
    void namedClassesGiveEqualPredictions() throws Exception {
        List<String> csv = ExampleFiles.named(600, 5, "rose", "lily", "1.0", "\"a, \"\"b\"\"\"", "straße");
        csv.set(100, csv.get(100).replaceFirst("^[^0-9]*", ","));
        Path file = ExampleFiles.write(directory.resolve("named.csv"), csv);
        assertThat(assertEqualPredictions(file, List.of("loss=softmax"))).isEqualTo(600);
        assertEqualPredictions(file, List.of("loss=softmax", "classes=1,lily,rose,straße,oak"));
        List<String> vw = List.of("cat 1 | a:1", "dog 0 | a:2", "1.0 | b:1", "1 | a b", "cat 2 tag| a:3", "| b", "x|a");
        Path text = ExampleFiles.write(directory.resolve("named.vw"), vw);
        assertThat(assertEqualPredictions(text, List.of("loss=softmax", "classes=3")))
                .isEqualTo(7);
    }

    @Test
    void equalPredictionsFromTheWeightsOfAnotherOptimizer() throws Exception {
        Path file = clicks();
        Path snapshot = directory.resolve("auto.avro");
        assertThat(Main.run("learn", file.toString(), "--snapshot-out", snapshot.toString()))
                .isZero();
        for (String optimizer : List.of("sgd", "ftrl")) {
            assertEqualPredictions(
                    file,
                    List.of("optimizer=" + optimizer, "l1=1e-4", "warm.start=" + snapshot, "warm.start.take=weights"));
        }
    }

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty(DATA)))) {
            return files.filter(file -> file.toString().endsWith(".vw.gz")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    @EnabledIfSystemProperty(
            named = DATA,
            matches = ".+",
            disabledReason = "give a directory of .vw.gz files, -D" + DATA + "=DIR")
    void realDataGiveEqualPredictions(Path file) throws Exception {
        assertEqualPredictions(file, List.of("loss=logistic"));
        assertEqualPredictions(file, List.of("loss=squared", "learning.rate=0.01"));
        if (file.getFileName().toString().startsWith("covtype7")) {
            assertEqualPredictions(file, List.of("loss=softmax"));
            assertEqualPredictions(file, List.of("loss=softmax", "classes=1,2,3,4,5,6,7", "predictions.top=1"));
        }
    }

    /** Clicks with namespaces, importances, missing labels, and lines that are not examples, among them some that only the learner refuses. */
    private Path clicks() throws IOException {
        Random random = new Random(17);
        ClickStream clicks = new ClickStream(17, 1000);
        VwText text = new VwText();
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            clicks.next(text);
            if (random.nextInt(5) == 0) {
                text.importance(random.nextInt(4) * 0.3);
            }
            String line = text.line();
            lines.append(
                    switch (random.nextInt(20)) {
                        case 0 -> line.substring(line.indexOf('|'));
                        case 1 -> line.replace("|", "|page:0.7");
                        case 2 -> line.replace("|", "| malformed: ");
                        case 3 -> line.replace("|", "| absurd:1e30 ");
                        case 4 -> "-" + line;
                        default -> line;
                    });
        }
        return Files.writeString(directory.resolve("clicks.vw"), lines);
    }

    /** How many predictions there are. */
    private int assertEqualPredictions(Path file, List<String> settings) throws Exception {
        List<String> learned = learned(file, settings);
        List<String> streamed = streamed(file, settings);
        assertThat(learned).hasSameSizeAs(streamed);
        for (int at = 0; at < learned.size(); at++) {
            assertThat(streamed.get(at)).as("prediction %d", at).isEqualTo(learned.get(at));
        }
        return learned.size();
    }

    private List<String> learned(Path file, List<String> settings) throws IOException {
        Path predictions = directory.resolve("predictions.csv");
        List<String> arguments =
                new ArrayList<>(List.of("learn", file.toString(), "--predictions-out", predictions.toString()));
        settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        assertThat(Main.run(arguments.toArray(String[]::new)))
                .as("done, or all examples refused")
                .isIn(0, Failure.USAGE);
        List<String> lines = Files.readAllLines(predictions);
        return lines.subList(1, lines.size());
    }

    private static List<String> streamed(Path file, List<String> settings) throws IOException {
        ThalwegConfig config = ThalwegConfig.read(null, settings, Map.of());
        InputProbe probe = (input, from, to) -> InputProbe.Gap.EMPTY;
        ServedPredictions served = new ServedPredictions(config.learner(), 1, config.predictionsTop());
        List<String> predictions = new ArrayList<>();
        LabeledExampleEncoder encoder = new LabeledExampleEncoder();
        try (TopologyTestDriver driver = new TopologyTestDriver(
                        ThalwegTopology.build(config, Models.warmStart(config), probe),
                        ThalwegTopology.properties(config));
                ExampleReader reader = TextExamples.read(
                        file.toString().endsWith(".csv") ? FileFormat.CSV : FileFormat.VW,
                        ExampleFile.open(file.toString()),
                        new CsvColumns(null, null, null))) {
            TestInputTopic<byte[], byte[]> examples =
                    driver.createInputTopic("examples", new ByteArraySerializer(), new ByteArraySerializer());
            TestOutputTopic<byte[], byte[]> topic =
                    driver.createOutputTopic("predictions", new ByteArrayDeserializer(), new ByteArrayDeserializer());
            while (readExample(reader, encoder)) {
                examples.pipeInput(encoder.encode());
                while (!topic.isEmpty()) {
                    predictions.add(line(served, PredictionRecord.read(topic.readValue())));
                }
            }
        }
        return predictions;
    }

    /** Passes over lines that are not examples. */
    private static boolean readExample(ExampleReader reader, LabeledExampleEncoder encoder) throws IOException {
        while (true) {
            try {
                return reader.read(encoder);
            } catch (RejectedExampleException e) {
                assertThat(e).hasMessageContaining("malformed");
            }
        }
    }

    private static String line(ServedPredictions served, PredictionRecord prediction) {
        return quoted(served.prediction(prediction)) + "," + quoted(served.label(prediction)) + ","
                + number(prediction.loss());
    }

    private static String quoted(String text) {
        return text.contains(",") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static String number(OptionalDouble number) {
        return number.isPresent() ? Double.toString(number.getAsDouble()) : "";
    }
}
