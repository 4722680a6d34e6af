package io.thalweg.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalTextTest {
    private static String text(double number, boolean isFloat) {
        DecimalText text = new DecimalText();
        text.set(number, isFloat);
        return new String(text.bytes(), text.from(), text.length());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "3, 3",
        "-3, -3",
        "0.1, 0.1",
        "-0.25, -0.25",
        "0.05, 0.05",
        "100.5, 100.5",
        "1e15, 1E+15",
        "1e-300, 1E-300",
        "2e23, 2E+23",
        "123456789012.125, 123456789012.125",
        "0.30000000000000004, 0.30000000000000004"
    })
    void isTheShortestThatSaysWhich(double number, String shortest) {
        assertThat(text(number, false)).isEqualTo(shortest);
    }

    @Test
    void saysWhichNumberItIs() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            double number = random.nextBoolean()
                    ? random.nextInt(1_000_000) / Math.pow(10, random.nextInt(7))
                    : random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
            assertThat(Double.parseDouble(text(number, false))).isEqualTo(number);
            assertThat(Float.parseFloat(text((float) number, true))).isEqualTo((float) number);
        }
        assertThat(text(0.1f, true)).isEqualTo("0.1");
    }

    @Test
    void longsAreTheirDigits() {
        DecimalText text = new DecimalText();
        for (long number : new long[] {0, 7, -10, Long.MAX_VALUE, Long.MIN_VALUE}) {
            text.set(number);
            assertThat(new String(text.bytes(), text.from(), text.length())).isEqualTo(Long.toString(number));
        }
    }
}
