package io.thalweg.config;

import io.thalweg.loss.SoftmaxLoss;
import io.thalweg.model.ClassNames;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** The setting {@code classes}: how many, or which. */
final class ClassesSetting {
    static final int MOST = 1000;

    /** Of all names together: a state says which they are in one text, which holds 65535 bytes. */
    private static final int MOST_CHARACTERS = 20_000;

    static final Allowed ALLOWED = new Allowed(
            "an integer from 2 to " + MOST + ", or 2 to " + MOST + " different names of at most " + ClassNames.LONGEST
                    + " characters, " + MOST_CHARACTERS + " in all, with commas between them",
            value -> isAllowed((String) value));

    private static final Pattern COUNT = Pattern.compile("[0-9]{1,4}");

    private ClassesSetting() {}

    static SoftmaxLoss of(Values values) {
        String text = values.text(Keys.CLASSES);
        List<String> names = names(text);
        return names.size() > 1
                ? new SoftmaxLoss(names.size(), names)
                : new SoftmaxLoss(Integer.parseInt(text.trim()), List.of());
    }

    private static boolean isAllowed(String text) {
        List<String> names = names(text);
        if (names.size() > 1) {
            return names.size() <= MOST
                    && String.join(",", names).length() <= MOST_CHARACTERS
                    && names.stream().allMatch(name -> !name.isEmpty() && name.length() <= ClassNames.LONGEST)
                    && new HashSet<>(names).size() == names.size();
        }
        String count = text.trim();
        return COUNT.matcher(count).matches() && Integer.parseInt(count) >= 2 && Integer.parseInt(count) <= MOST;
    }

    private static List<String> names(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(name -> ClassNames.of(name.trim()))
                .toList();
    }
}
