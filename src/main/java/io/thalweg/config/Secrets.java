package io.thalweg.config;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.types.Password;

/** Which keys hold what must not be shown. Rather too many than too few. */
final class Secrets {
    static final String HIDDEN = Password.HIDDEN;

    private static final List<String> WORDS =
            List.of("password", "passphrase", "secret", "token", "credentials", "jaas", "basic.auth");

    private static final String SEPARATORS = "[\\s\"'=;]+";
    private static final int SHORTEST = 3;

    private Secrets() {}

    /** A message on one line, without what it repeats of secrets: the parts of a login too, and all that a reference stands for. */
    static String removed(String message, Collection<Setting> given) {
        BitSet secret = new BitSet();
        given.stream().flatMap(Secrets::hiddenParts).forEach(part -> mark(message, part, secret));
        StringBuilder shown = new StringBuilder();
        for (int at = 0; at < message.length(); ) {
            int from = secret.nextSetBit(at);
            shown.append(message, at, from < 0 ? message.length() : from);
            shown.append(from < 0 ? "" : HIDDEN);
            at = from < 0 ? message.length() : secret.nextClearBit(from);
        }
        return shown.toString().replaceAll("\\R", " ");
    }

    /** Short text is hidden only if it is a whole secret: it is part of most messages. */
    private static Stream<String> hiddenParts(Setting setting) {
        boolean secret = holds(setting.key());
        String value = setting.value();
        if (!secret && setting.written().equals(value)) {
            return Stream.empty();
        }
        return Stream.concat(
                Stream.of(value).filter(whole -> secret && !whole.isEmpty() || whole.length() >= SHORTEST),
                Stream.of(value.split(SEPARATORS)).filter(part -> part.length() >= SHORTEST));
    }

    private static void mark(String message, String part, BitSet secret) {
        for (int at = message.indexOf(part); at >= 0; at = message.indexOf(part, at + 1)) {
            secret.set(at, at + part.length());
        }
    }

    static boolean holds(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return WORDS.stream().anyMatch(lower::contains)
                || StreamsKeys.find(key)
                        .filter(known -> known.type == ConfigDef.Type.PASSWORD)
                        .isPresent();
    }
}
