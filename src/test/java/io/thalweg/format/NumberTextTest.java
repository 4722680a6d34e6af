package io.thalweg.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {
    private final NumberText number = new NumberText();

    private boolean parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return number.parse(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "+1",
                "1.",
                ".5",
                "-.5e3",
                "1e5",
                "1E+05",
                "1e-5",
                "16777217",
                "16777219",
                "9007199254740993",
                "1.401298464324817e-45",
                "7.006492321624085e-46",
                "7.0064923216240854e-46",
                "1.17549435e-38",
                "1.1754942e-38",
                "3.4028235e38",
                "3.4028235677973366e38",
                "3.4028236e38",
                "1e400",
                "-1e400",
                "1e-400",
                "1e99999999999999999999",
                "1e-99999999999999999999",
                "0e99999999999",
                "4.9e-324",
                "2.4703282292062328e-324",
                "2.2250738585072012e-308",
                "1.00000005960464477539062500000000001",
                "1.000000059604644775390625",
                "0.00000000000000000000000000000012345678901234567890",
                "123456789012345678901234567890",
                "00000000000000000000001",
                "6.2699720e-02",
                "0.05644299999999999",
                "8388609.5",
                "0.1"
            })
    void agreesWithTheJdk(String text) {
        assertThat(parse(text)).isTrue();
        assertThat(Float.floatToRawIntBits(number.floatValue()))
                .isEqualTo(Float.floatToRawIntBits(Float.parseFloat(text)));
        assertThat(Double.doubleToRawLongBits(number.doubleValue()))
                .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
    }

    @ParameterizedTest
    @CsvSource({
        "nan, NaN",
        "NaN, NaN",
        "-NAN, NaN",
        "inf, Infinity",
        "+Inf, Infinity",
        "-inf, -Infinity",
        "Infinity, Infinity",
        "-INFINITY, -Infinity"
    })
    void readsTheWordsOfNonFiniteNumbers(String text, Double expected) {
        assertThat(parse(text)).isTrue();
        assertThat(number.doubleValue()).isEqualTo(expected);
        assertThat(number.floatValue()).isEqualTo(Float.valueOf(expected.floatValue()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "-",
                ".",
                "-.",
                "e5",
                ".e5",
                "1e",
                "1e+",
                "1.2.3",
                "1f",
                "1d",
                "1L",
                "0x10",
                "0x1p3",
                "--1",
                "+-1",
                "1 ",
                " 1",
                "1,5",
                "nano",
                "in",
                "infinit",
                "infinityx",
                "١",
                "1_000",
                "½"
            })
    void refusesWhatIsNotADecimalNumber(String text) {
        assertThat(parse(text)).isFalse();
    }

    @Test
    void readsNoFurtherThanItIsTold() {
        byte[] bytes = "x1.23456789e5".getBytes(StandardCharsets.UTF_8);
        for (int to = 2; to < 12; to++) {
            assertThat(number.parse(bytes, 1, to)).isTrue();
            assertThat(number.floatValue()).isEqualTo(Float.parseFloat("1.23456789e5".substring(0, to - 1)));
        }
    }

    @Test
    void endsTheNumberWhereItStopsBeingOne() {
        byte[] bytes = "1.5e+x".getBytes(StandardCharsets.UTF_8);
        assertThat(number.scan(bytes, 0, bytes.length)).isEqualTo(3);
        assertThat(number.doubleValue()).isEqualTo(1.5);
        assertThat(number.scan(bytes, 5, 6)).isEqualTo(5);
    }
}
