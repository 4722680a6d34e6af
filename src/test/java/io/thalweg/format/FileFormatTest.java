package io.thalweg.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileFormatTest {
    @ParameterizedTest
    @EnumSource
    void parsesItsOwnName(FileFormat format) {
        assertThat(FileFormat.parse(format.toString())).isEqualTo(format);
    }

    @Test
    void namesTheFormatsThatThereAre() {
        assertThatThrownBy(() -> FileFormat.parse("xml"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no such file format: xml; it must be vw, libsvm, csv, json or avro");
    }

    @ParameterizedTest
    @CsvSource({
        "a.vw, VW",
        "a.vw.gz, VW",
        "dir/A.VW.GZ, VW",
        "a.libsvm, LIBSVM",
        "a.svm, LIBSVM",
        "a.svmlight.gz, LIBSVM",
        "x.csv, CSV",
        "x.tar.csv, CSV",
        "x.avro, AVRO"
    })
    void tellsTheFormatFromTheName(String name, FileFormat format) {
        assertThat(FileFormat.ofFileName(name)).contains(format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "vw", "csv", "a.txt", "a.gz", "a.csv.zip", "a.vw/data"})
    void tellsNothingFromOtherNames(String name) {
        assertThat(FileFormat.ofFileName(name)).isEmpty();
    }
}
