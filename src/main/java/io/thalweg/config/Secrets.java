package io.thalweg.config;

import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.types.Password;

/** Which keys hold what must not be shown. Rather too many than too few. */
final class Secrets {
    static final String HIDDEN = Password.HIDDEN;

    private static final List<String> WORDS =
            List.of("password", "passphrase", "secret", "token", "credentials", "jaas");

    private Secrets() {}

    static boolean holds(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return WORDS.stream().anyMatch(lower::contains)
                || StreamsKeys.find(key)
                        .filter(known -> known.type == ConfigDef.Type.PASSWORD)
                        .isPresent();
    }
}
