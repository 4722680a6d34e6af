package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.cli.Terminal.Outcome;
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

/**
 * A field of doubles that has become one of ints: by itself an array of ints is a bag of categories, to a model that knows the field as a vector it is a
 * vector.
 */
class LearnedKindsTest {
    private static final int RECORDS = 300;

    @TempDir
    private Path directory;

    @BeforeEach
    void write() throws IOException {
        write("whole", "double", 0, RECORDS);
        write("first", "double", 0, RECORDS / 2);
        write("second", "int", RECORDS / 2, RECORDS);
    }

    private void write(String name, String items, int from, int to) throws IOException {
        Schema schema = new Schema.Parser()
                .parse(("{'type':'record','name':'View','fields':[{'name':'label','type':'int'},"
                                + "{'name':'f','type':{'type':'array','items':'" + items + "'}}]}")
                        .replace('\'', '"'));
        Random random = new Random(7);
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>())) {
            writer.create(schema, file(name).toFile());
            for (int i = 0; i < to; i++) {
                int value = random.nextInt(10);
                GenericRecord view = new GenericData.Record(schema);
                view.put("label", random.nextInt(10) < value ? 1 : 0);
                view.put("f", List.<Number>of(items.equals("int") ? (Number) value : (Number) (double) value));
                if (i >= from) {
                    writer.append(view);
                }
            }
        }
    }

    private Path file(String name) {
        return directory.resolve(name + ".avro");
    }

    private Path snapshot(String name) {
        return directory.resolve(name + ".model");
    }

    private List<String> predictions(String... arguments) throws IOException {
        Path predictions = directory.resolve("predictions.csv");
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--predictions-out", predictions.toString()));
        assertThat(Terminal.run(all.toArray(String[]::new)).exitCode()).isZero();
        List<String> lines = Files.readAllLines(predictions);
        return lines.subList(1, lines.size());
    }

    private List<String> learned(String name, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "learn", file(name).toString(), "--snapshot-out", snapshot(name).toString()));
        arguments.addAll(List.of(more));
        return predictions(arguments.toArray(String[]::new));
    }

    @Test
    void learningGoesOnWithWhatTheFieldHasBeen() throws IOException {
        List<String> whole = learned("whole");
        List<String> halves = new ArrayList<>(learned("first"));
        halves.addAll(learned("second", "--set", "warm.start=" + snapshot("first")));
        assertThat(halves).isEqualTo(whole);
        assertThat(whole.stream().distinct().count()).isGreaterThan(RECORDS / 2);
    }

    @Test
    void twoHalvesOfOneSchemaAreTheWholeToTheLastByte() throws IOException {
        learned("whole");
        learned("first");
        write("second", "double", RECORDS / 2, RECORDS);
        learned("second", "--set", "warm.start=" + snapshot("first"));
        assertThat(snapshot("second")).hasSameBinaryContentAs(snapshot("whole"));
    }

    @Test
    void whoPredictsReadsWithWhatTheFieldHasBeen() throws IOException {
        learned("whole");
        String model = snapshot("whole").toString();
        List<String> ofInts = predictions("predict", file("second").toString(), "--snapshot", model);
        write("doubles", "double", RECORDS / 2, RECORDS);
        assertThat(ofInts)
                .hasSize(RECORDS / 2)
                .isEqualTo(predictions("predict", file("doubles").toString(), "--snapshot", model));
        assertThat(ofInts.stream().distinct().count()).isGreaterThan(9);
    }

    @Test
    void namesAreThoseOfWhatTheFieldHasBeen() throws IOException {
        learned("whole", "--set", "names.keep=0");
        String model = snapshot("whole").toString();
        String ints = file("second").toString();
        for (Outcome outcome : List.of(
                Terminal.run("explain", model, ints),
                Terminal.run("snapshot", "top", model, "--names", ints),
                Terminal.run("snapshot", "export", model, "--names", ints))) {
            assertThat(outcome.out()).contains("f.0").doesNotContain("f=");
        }
    }
}
