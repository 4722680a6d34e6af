package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.cli.Terminal.Outcome;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same examples in any format, compressed or not, from a file or a pipe, give the same predictions. */
class LearnFormatsTest {
    private static final List<String> LINES = ExampleFiles.vw(100, 11);

    @TempDir
    Path directory;

    private List<String> predictions(byte[] input, String... learn) throws IOException {
        Path out = directory.resolve("p.csv");
        List<String> args = new ArrayList<>(List.of("learn"));
        args.addAll(List.of(learn));
        args.addAll(List.of("--predictions-out", out.toString()));
        Outcome outcome = Terminal.runWithInput(input, args.toArray(String[]::new));
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        return Files.readAllLines(out);
    }

    private List<String> expected() throws IOException {
        return predictions(ExampleFiles.bytes(LINES), "-", "--format", "vw");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.vw", "x.vw.gz", "x.csv", "x.csv.gz", "x.avro", "x.avro.gz"})
    void equalExamplesGiveEqualPredictions(String name) throws IOException {
        byte[] plain = name.startsWith("x.vw")
                ? ExampleFiles.bytes(LINES)
                : name.startsWith("x.csv") ? ExampleFiles.bytes(csv()) : avro();
        Path file = directory.resolve(name);
        Files.write(file, name.endsWith(".gz") ? ExampleFiles.gzip(plain) : plain);
        assertThat(predictions(new byte[0], file.toString())).hasSize(101).isEqualTo(expected());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.libsvm", "x.svm.gz"})
    void libsvmTakesIndicesAsTheyAre(String name) throws IOException {
        byte[] plain = ExampleFiles.bytes(LINES.stream()
                .map(line -> line.replace("| a", "1").replace(" b", " 2").replace(" c", " 3"))
                .toList());
        Path file = directory.resolve(name);
        Files.write(file, name.endsWith(".gz") ? ExampleFiles.gzip(plain) : plain);
        assertThat(predictions(new byte[0], file.toString())).hasSize(101).isEqualTo(expected());
    }

    @Test
    void standardInputMayBeCompressed() throws IOException {
        assertThat(predictions(ExampleFiles.gzip(ExampleFiles.bytes(LINES)), "-", "--format", "vw"))
                .isEqualTo(expected());
    }

    @Test
    void theFormatThatIsGivenCountsOverTheName() throws IOException {
        Path file = ExampleFiles.write(directory.resolve("x.csv"), LINES);
        assertThat(predictions(new byte[0], file.toString(), "--format", "VW")).isEqualTo(expected());
    }

    @Test
    void csvColumnsMayBeNamed() throws IOException {
        List<String> csv = new ArrayList<>(csv());
        csv.set(0, "clicked,a,b,c");
        Path file = ExampleFiles.write(directory.resolve("x.csv"), csv);
        assertThat(predictions(new byte[0], file.toString(), "--label", "clicked"))
                .isEqualTo(expected());
    }

    private static List<String> csv() {
        List<String> csv = new ArrayList<>(List.of("label,a,b,c"));
        LINES.forEach(line -> csv.add(line.replaceAll(" \\| a:| [bc]:", ",")));
        return csv;
    }

    private byte[] avro() throws IOException {
        Schema schema = new Schema.Parser().parse(new File("schemas/LabeledExample.avsc"));
        Schema feature = schema.getField("numeric").schema().getElementType();
        Path file = directory.resolve("plain.avro");
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
            writer.create(schema, file.toFile());
            for (String line : LINES) {
                String[] tokens = line.split(" \\| | ");
                List<GenericRecord> numeric = new ArrayList<>();
                for (int i = 1; i < tokens.length; i++) {
                    String[] pair = tokens[i].split(":");
                    numeric.add(new GenericRecordBuilder(feature)
                            .set("name", pair[0])
                            .set("value", Float.parseFloat(pair[1]))
                            .build());
                }
                writer.append(new GenericRecordBuilder(schema)
                        .set("label", Double.parseDouble(tokens[0]))
                        .set("numeric", numeric)
                        .build());
            }
        }
        return Files.readAllBytes(file);
    }
}
