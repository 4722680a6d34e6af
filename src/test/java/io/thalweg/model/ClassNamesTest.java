package io.thalweg.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassNamesTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1.0, 1",
        "+1, 1",
        "-0, 0",
        "007, 7",
        "1e3, 1000",
        ".5, 0.5",
        "0.10, 0.1",
        "-2.50, -2.5",
        "123456789012345678901234567890, 123456789012345678901234567890",
        "0.1000000000000000055511151231257827, 0.1000000000000000055511151231257827"
    })
    void aNameThatIsANumberIsWrittenInItsShortestForm(String name, String called) {
        assertThat(ClassNames.of(name)).isEqualTo(called);
        assertThat(ClassNames.of(called)).isEqualTo(called);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1d",
                "1f",
                "0x1p3",
                "NaN",
                "Infinity",
                "-inf",
                "1e",
                "e1",
                ".",
                "-",
                "",
                " 1",
                "١",
                "1e999",
                "1e-999",
                "1e99999999999",
                "1,5",
                "eins"
            })
    void whatOnlyLooksLikeANumberIsAName(String name) {
        assertThat(ClassNames.of(name)).isEqualTo(name);
        assertThat(ClassNames.number(name)).isNaN();
    }

    @Test
    void aNumberAsALabelHasTheSameName() {
        assertThat(ClassNames.of(1.0)).isEqualTo("1");
        assertThat(ClassNames.of(-0.0)).isEqualTo("0");
        assertThat(ClassNames.of(0.1)).isEqualTo("0.1");
        assertThat(ClassNames.of(1e17)).isEqualTo(ClassNames.of("1e17")).isEqualTo("1.0E17");
        assertThat(ClassNames.number("1.0E17")).isEqualTo(1e17);
    }
}
