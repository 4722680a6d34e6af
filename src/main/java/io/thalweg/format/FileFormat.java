package io.thalweg.format;

import java.util.Locale;
import java.util.Optional;

/** The formats of example files, as users name them: {@code vw}, {@code libsvm}, {@code csv}, {@code json}, {@code avro}. */
public enum FileFormat {
    VW,
    LIBSVM,
    CSV,
    JSON,
    AVRO;

    /** @throws IllegalArgumentException if there is no such format, with the ones that there are */
    public static FileFormat parse(String name) {
        for (FileFormat format : values()) {
            if (format.toString().equals(name.toLowerCase(Locale.ROOT))) {
                return format;
            }
        }
        throw new IllegalArgumentException(
                "no such file format: " + name + "; it must be vw, libsvm, csv, json or avro");
    }

    /** The format that the file's name tells by its ending, in front of {@code .gz} if there is one; empty if it tells none. */
    public static Optional<FileFormat> ofFileName(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        return Optional.ofNullable(
                switch (plain.substring(Math.max(0, plain.lastIndexOf('.')))) {
                    case ".vw" -> VW;
                    case ".libsvm", ".svm", ".svmlight" -> LIBSVM;
                    case ".csv" -> CSV;
                    case ".json", ".jsonl", ".ndjson" -> JSON;
                    case ".avro" -> AVRO;
                    default -> null;
                });
    }

    /** The name that {@link #parse} takes. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
