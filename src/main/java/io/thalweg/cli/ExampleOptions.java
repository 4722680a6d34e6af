package io.thalweg.cli;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.example.ExampleReader;
import io.thalweg.format.CsvColumns;
import io.thalweg.format.ExampleFile;
import io.thalweg.format.FileFormat;
import io.thalweg.format.FormatException;
import io.thalweg.format.TextExamples;
import io.thalweg.mapping.FieldKinds;
import io.thalweg.mapping.FieldMapping;
import io.thalweg.mapping.Role;
import io.thalweg.serde.AvroExampleReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import picocli.CommandLine.Option;

/** How a file of examples is to be read. */
final class ExampleOptions {
    @Option(
            names = "--format",
            paramLabel = "F",
            description =
                    "vw, libsvm, csv, json or avro; by default as the file's name ends. Gzip is recognized in any.")
    private String format;

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            description = "csv: the label's column; by default 'label', else 'y'.")
    private String label;

    @Option(
            names = "--id",
            paramLabel = "COLUMN",
            description = "csv: the column of the examples' ids; by default there is none.")
    private String id;

    @Option(
            names = "--importance",
            paramLabel = "COLUMN",
            description = "csv: the column of the examples' importances; by default there is none.")
    private String importance;

    /**
     * Opens {@code file}, or standard input for {@code -}.
     *
     * @param config says what the fields of records mean, in the formats that have records
     * @param kinds what fields have been so far; if the file has a schema, it is added here, and not later
     */
    ExampleReader open(String file, ThalwegConfig config, FieldKinds kinds) {
        FileFormat format = format(file);
        if (format != FileFormat.CSV && namesColumns()) {
            throw new Failure(
                    Failure.USAGE,
                    "--label, --id and --importance name columns of csv; the format of " + file + " is " + format);
        }
        try {
            return new NamedExamples(read(format, ExampleFile.open(file), config.fieldMapping(), kinds), file);
        } catch (FormatException e) {
            throw new Failure(Failure.USAGE, NamedExamples.named(file, e) + advice(format), e);
        } catch (IOException e) {
            throw new Failure(Failure.USAGE, NamedExamples.named(file, e), e);
        }
    }

    private ExampleReader read(FileFormat format, InputStream in, FieldMapping mapping, FieldKinds kinds)
            throws IOException {
        return format == FileFormat.AVRO
                ? new AvroExampleReader(in, mapping, kinds)
                : TextExamples.read(format, in, new CsvColumns(label, id, importance), mapping);
    }

    /** Where the labels of a file are looked for, and how it is said that they are elsewhere. */
    String labelPlace(String file, ThalwegConfig config) {
        return switch (format(file)) {
            case VW -> "it is the first number of a line, before the first |";
            case LIBSVM -> "it is the first number of a line";
            case CSV ->
                "it was looked for in the column " + (label == null ? "'label', else 'y'" : "'" + label + "'")
                        + "; --label names another";
            case JSON, AVRO -> labelField(config.fieldMapping().path(Role.LABEL));
        };
    }

    private static String labelField(String path) {
        return path.isEmpty()
                ? "label.field is empty; set it to the path of the label's field"
                : "it was looked for in the field '" + path + "'; set label.field to the path of the label's field";
    }

    private static String advice(FileFormat format) {
        return format == FileFormat.CSV ? " (--label, --id and --importance name columns)" : "";
    }

    private boolean namesColumns() {
        return label != null || id != null || importance != null;
    }

    /**
     * @param option what names the file
     * @throws Failure if there is anything to read but no file to read it from
     */
    void refuseWithoutFile(String option) {
        if (format != null || namesColumns()) {
            throw new Failure(
                    Failure.USAGE,
                    "--format, --label, --id and --importance say how a file is read: add " + option + " FILE");
        }
    }

    private FileFormat format(String file) {
        try {
            return format == null
                    ? FileFormat.ofFileName(file).orElseThrow(() -> new IllegalArgumentException(formatless(file)))
                    : FileFormat.parse(format);
        } catch (IllegalArgumentException e) {
            throw new Failure(Failure.USAGE, e.getMessage(), e);
        }
    }

    private static String formatless(String file) {
        return new File(file).isDirectory()
                ? file + " is a directory; it must be a file"
                : "the format of '" + file
                        + "' cannot be told from its name: give --format vw, libsvm, csv, json or avro";
    }
}
