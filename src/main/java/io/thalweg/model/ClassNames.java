package io.thalweg.model;

import io.thalweg.example.ExampleBuilder;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * What classes are called. A name that is a number counts as that number, and is written in its shortest form: {@code 1}, {@code 1.0} and the label 1 are one
 * class, called 1. A number that a double cannot hold exactly enough to be written so is a name like any other. Stateless; any thread.
 */
public final class ClassNames {
    /** The most characters of a name. */
    public static final int LONGEST = ExampleBuilder.LONGEST_LABEL;

    /** Every whole number below it in magnitude is a double. */
    private static final double MAX_WHOLE = 1e15;

    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,4})?");

    private ClassNames() {}

    /** What the class of a label is called that is written as a number. */
    public static String of(double label) {
        return label == Math.rint(label) && Math.abs(label) < MAX_WHOLE
                ? Long.toString((long) label)
                : Double.toString(label);
    }

    /** What the class of a label is called that is written as a name. */
    public static String of(String name) {
        double number = number(name);
        return Double.isNaN(number) ? name : of(number);
    }

    /** The number that a name is; NaN, which equals nothing, if it is none. */
    static double number(String name) {
        if (!NUMBER.matcher(name).matches()) {
            return Double.NaN;
        }
        double number = Double.parseDouble(name);
        boolean exact = Double.isFinite(number) && new BigDecimal(of(number)).compareTo(new BigDecimal(name)) == 0;
        return exact ? number : Double.NaN;
    }
}
