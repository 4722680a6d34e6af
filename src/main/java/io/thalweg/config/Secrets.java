package io.thalweg.config;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.types.Password;

/** Which keys hold what must not be shown. Rather too many than too few. */
final class Secrets {
    static final String HIDDEN = Password.HIDDEN;

    private static final List<String> WORDS =
            List.of("password", "passphrase", "secret", "token", "credentials", "jaas");

    private static final String SEPARATORS = "[\\s\"'=;]+";
    private static final int SHORTEST = 3;

    private Secrets() {}

    /** A message on one line, without what it repeats of secrets: the parts of a login too, and all that a reference stands for. */
    static String removed(String message, Collection<Setting> given) {
        String shown = message;
        for (Setting setting : given) {
            if (holds(setting.key()) || !setting.written().equals(setting.value())) {
                shown = shown.replace(setting.value(), HIDDEN);
                for (String part : setting.value().split(SEPARATORS)) {
                    shown = part.length() < SHORTEST ? shown : shown.replace(part, HIDDEN);
                }
            }
        }
        return shown.replaceAll("\\R", " ");
    }

    static boolean holds(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return WORDS.stream().anyMatch(lower::contains)
                || StreamsKeys.find(key)
                        .filter(known -> known.type == ConfigDef.Type.PASSWORD)
                        .isPresent();
    }
}
