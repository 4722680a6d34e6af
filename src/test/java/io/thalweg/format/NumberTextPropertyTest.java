package io.thalweg.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** {@link NumberText} against the JDK's own parsers, bit for bit. */
class NumberTextPropertyTest {
    private static final int TEXTS = 200_000;

    private final NumberText number = new NumberText();

    @Test
    void equalsTheJdkOnRandomDigits() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < TEXTS; i++) {
            check(randomText(random));
        }
    }

    @Test
    void equalsTheJdkOnShortestTextsOfRandomFloatsAndDoubles() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < TEXTS; i++) {
            float single = Float.intBitsToFloat(random.nextInt());
            double wide = Double.longBitsToDouble(random.nextLong());
            check(Float.isFinite(single) ? Float.toString(single) : "0");
            check(Double.isFinite(wide) ? Double.toString(wide) : "0");
            check(Double.toString((random.nextDouble() - 0.5) * 1000));
        }
    }

    /** A midpoint of two floats or doubles in full, and its neighbours below and above that differ far behind the point. */
    @Test
    void equalsTheJdkAtAndAroundMidpoints() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < TEXTS / 200; i++) {
            float single = Float.intBitsToFloat(random.nextInt(Float.floatToRawIntBits(Float.MAX_VALUE)));
            checkAround(new BigDecimal(single).add(new BigDecimal(Math.nextUp(single))));
            float near = (float) (random.nextInt(1 << 24) * StrictMath.pow(2, random.nextInt(-20, 20)));
            checkAround(new BigDecimal(near).add(new BigDecimal(Math.nextUp(near))));
            double wide = random.nextDouble() * StrictMath.pow(10, random.nextInt(-10, 20));
            checkAround(new BigDecimal(wide).add(new BigDecimal(Math.nextUp(wide))));
        }
    }

    /** At the end of the array, and in front of more digits that are not to be read. */
    @Test
    void readsTheSameWhateverStandsBehindIt() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < TEXTS; i++) {
            String text = randomText(random);
            String behind = new String[] {"", "7", ".5", "e7", "-", "8.25e-3", "12345678"}[random.nextInt(7)];
            byte[] bytes = (text + behind).getBytes(StandardCharsets.ISO_8859_1);
            assertThat(number.scan(bytes, 0, text.length())).as(text + behind).isEqualTo(text.length());
            assertThat(number.floatValue()).as(text + behind).isEqualTo(Float.parseFloat(text));
            assertThat(number.doubleValue()).as(text + behind).isEqualTo(Double.parseDouble(text));
        }
    }

    private void checkAround(BigDecimal twiceMidpoint) {
        BigDecimal midpoint = twiceMidpoint.divide(BigDecimal.valueOf(2));
        check(midpoint.toString());
        check(midpoint.toPlainString());
        for (int digits = 7; digits < 24; digits++) {
            BigDecimal cut = midpoint.round(new MathContext(digits));
            check(cut.toString());
            check(cut.add(cut.ulp()).toString());
            check(cut.subtract(cut.ulp()).toString());
        }
    }

    private static String randomText(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        text.append(new String[] {"", "", "", "-", "+"}[random.nextInt(5)]);
        int whole = random.nextInt(8) == 0 ? random.nextInt(25) : random.nextInt(4);
        int fraction = random.nextInt(8) == 0 ? random.nextInt(40) : random.nextInt(12);
        digits(text, random, whole);
        if (fraction > 0 || random.nextInt(10) == 0) {
            digits(text.append('.'), random, fraction);
        }
        if (whole + fraction == 0) {
            text.append('7');
        }
        if (random.nextInt(3) == 0) {
            int range = random.nextInt(4) == 0 ? 400 : 50;
            text.append(random.nextBoolean() ? 'e' : 'E').append(random.nextInt(-range, range));
        }
        return text.toString();
    }

    private static void digits(StringBuilder text, SplittableRandom random, int count) {
        boolean zeros = random.nextInt(6) == 0;
        for (int i = 0; i < count; i++) {
            text.append(zeros && i < count / 2 ? 0 : random.nextInt(10));
        }
    }

    private void check(String text) {
        byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.ISO_8859_1);
        boolean parsed = number.parse(bytes, 1, bytes.length - 1);
        if (!parsed
                || Float.floatToRawIntBits(number.floatValue()) != Float.floatToRawIntBits(Float.parseFloat(text))
                || Double.doubleToRawLongBits(number.doubleValue())
                        != Double.doubleToRawLongBits(Double.parseDouble(text))) {
            assertThat(parsed).as(text).isTrue();
            assertThat(number.floatValue()).as(text).isEqualTo(Float.parseFloat(text));
            assertThat(number.doubleValue()).as(text).isEqualTo(Double.parseDouble(text));
        }
    }
}
