package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of somebody's own schema from the file to the predictions: the same in Avro and in JSON, and for who predicts with the snapshot alone. */
class LearnRecordsTest {
    private static final Schema SCHEMA = new Schema.Parser().parse("""
            {"type":"record","name":"View","fields":[
              {"name":"key","type":"string"},
              {"name":"outcome","type":{"type":"record","name":"Outcome","fields":[{"name":"bought","type":["null","boolean"]}]}},
              {"name":"country","type":"string"},
              {"name":"price","type":"double"},
              {"name":"title","type":"string"},
              {"name":"tags","type":{"type":"array","items":"string"}},
              {"name":"secret","type":"double"}]}""");

    private static final String[] MAPPING = {
        "--set", "label.field=outcome.bought",
        "--set", "id.field=key",
        "--set", "features.exclude=secret",
        "--set", "features.transform=price=log1p;title=text",
        "--set", "features.interactions=country×tags"
    };

    @TempDir
    private Path directory;

    private Path avro;
    private Path json;

    @BeforeEach
    void writeTheSameRecordsTwice() throws IOException {
        avro = directory.resolve("views.avro");
        json = directory.resolve("views.jsonl");
        Random random = new Random(7);
        List<String> lines = new ArrayList<>();
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>())) {
            writer.create(SCHEMA, avro.toFile());
            for (int i = 0; i < 300; i++) {
                GenericRecord view = view(random, i);
                writer.append(view);
                lines.add(view.toString());
            }
        }
        Files.write(json, lines);
    }

    private static GenericRecord view(Random random, int i) {
        GenericRecord outcome =
                new GenericData.Record(SCHEMA.getField("outcome").schema());
        int country = random.nextInt(3);
        outcome.put("bought", i % 50 == 7 ? null : random.nextInt(4) < country + 1);
        GenericRecord view = new GenericData.Record(SCHEMA);
        view.put("key", "view-" + i);
        view.put("outcome", outcome);
        view.put("country", "c" + country);
        view.put("price", random.nextInt(1000) / 8.0);
        view.put("title", "Thing number " + random.nextInt(5));
        view.put("tags", List.of("t" + random.nextInt(3), "t" + random.nextInt(3)));
        view.put("secret", random.nextDouble());
        return view;
    }

    private static int run(List<String> arguments) {
        return Main.run(arguments.toArray(String[]::new));
    }

    private List<String> learned(Path data, String name) throws IOException {
        Path predictions = directory.resolve(name + ".csv");
        List<String> arguments = new ArrayList<>(List.of(
                "learn", data.toString(),
                "--predictions-out", predictions.toString(),
                "--snapshot-out", directory.resolve(name + ".model").toString()));
        arguments.addAll(List.of(MAPPING));
        assertThat(run(arguments)).isZero();
        return Files.readAllLines(predictions);
    }

    @Test
    void avroAndJsonLearnTheSame() throws IOException {
        List<String> predictions = learned(avro, "avro");
        assertThat(predictions).hasSize(301);
        assertThat(learned(json, "json")).isEqualTo(predictions);
    }

    @Test
    void whoPredictsReadsWithTheMappingThatWasLearnedWith() throws IOException {
        learned(avro, "avro");
        Path first = directory.resolve("first.csv");
        Path second = directory.resolve("second.csv");
        String model = directory.resolve("avro.model").toString();
        assertThat(run(List.of("predict", avro.toString(), "--snapshot", model, "--predictions-out", first.toString())))
                .isZero();
        assertThat(run(List.of(
                        "predict", json.toString(), "--snapshot", model, "--predictions-out", second.toString())))
                .isZero();
        List<String> predictions = Files.readAllLines(first);
        assertThat(predictions).hasSize(301).isEqualTo(Files.readAllLines(second));
        assertThat(predictions.subList(1, 301).stream().distinct().count()).isGreaterThan(100);
        assertThat(predictions.stream()
                        .filter(line -> line.matches(".*,[01](\\.0)?,.*"))
                        .count())
                .as("labels are found where the mapping says")
                .isEqualTo(294);
    }

    @Test
    void aNamedFieldThatTheFileDoesNotHaveIsRefused() {
        Terminal.Outcome outcome = Terminal.run(
                "learn",
                avro.toString(),
                "--set",
                "label.field=outcome.baught",
                "--set",
                "id.field=key",
                "--set",
                "importance.field=count");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.errLines())
                .containsExactly("thalweg: the records of " + avro
                        + " have no field for label.field=outcome.baught, importance.field=count; their fields are key,"
                        + " outcome, country, price, title, tags, secret");
    }

    @Test
    void whereNothingIsLearnedTheSummarySaysWhereLabelsWereLookedFor() throws IOException {
        assertThat(learned(avro)).contains("nothing is learned", "in the field 'label'; set label.field");
        assertThat(learned(json, "--set", "label.field=baught")).contains("in the field 'baught'; set label.field");
        assertThat(learned(json, "--set", "label.field=")).contains("label.field is empty");
        Path csv = Files.writeString(directory.resolve("empty.csv"), "y,x\n,1\n,2\n");
        assertThat(learned(csv)).contains("in the column 'label', else 'y'; --label names another");
        Path vw = Files.writeString(directory.resolve("empty.vw"), "| a\n| b\n");
        assertThat(learned(vw, "--label-delay", "1")).contains("the first number of a line, before the first |");
        assertThat(learned(avro, MAPPING)).doesNotContain("nothing is learned");
    }

    private static String learned(Path file, String... options) {
        List<String> arguments = new ArrayList<>(List.of("learn", file.toString()));
        arguments.addAll(List.of(options));
        return Terminal.run(arguments.toArray(String[]::new)).out();
    }

    @Test
    void aTopicOfLabelsIsSaidToBeWithoutEffectOnAFile() {
        Terminal.Outcome outcome =
                Terminal.run("learn", json.toString(), "--label-delay", "3", "--set", "labels.topic=clicks");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.errLines())
                .contains(
                        "thalweg: labels.topic=clicks and the settings of its labels are without effect on a file, whose"
                                + " labels are in its examples; --label-delay lets them come late");
    }

    @Test
    void standardizedValuesOfImportancesFarApartMakeASnapshotThatCanBeRead() throws IOException {
        Path file = Files.writeString(directory.resolve("far.jsonl"), """
                {"label":1,"importance":1e-9,"x":1e15,"c":"a\\u001b[31m"}
                {"label":0,"importance":1e9,"x":0.15,"c":"b"}
                """);
        String snapshot = directory.resolve("far.snapshot").toString();
        learned(file, "--set", "features.transform=x=standardize", "--snapshot-out", snapshot);
        Terminal.Outcome outcome = Terminal.run("explain", snapshot, file.toString());
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("c=a?[31m").doesNotContain("\u001b", "NaN");
    }
}
