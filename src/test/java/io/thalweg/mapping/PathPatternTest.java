package io.thalweg.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {
    @ParameterizedTest
    @CsvSource({
        "user,      user,             true",
        "user,      user.age,         true",
        "user,      users,            false",
        "user.*,    user,             false",
        "user.*,    user.a.b,         true",
        "*.age,     user.age,         true",
        "*.age,     user.age.years,   true",
        "*.age,     age,              false",
        "*,         anything.at.all,  true",
        "u?er,      user.age,         true",
        "a*c,       abc.d.c.e,        true",
        "a*c,       ab,               false"
    })
    void whatMatchesAPathMatchesAllBelowIt(String pattern, String path, boolean matches) {
        assertThat(PathPattern.parse(pattern).matches(path)).isEqualTo(matches);
    }

    @Test
    void matchesAsAPlainSearchDoes() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            String text;
            do {
                text = text(random, "ab.*?");
            } while (text.contains("..") || text.endsWith("."));
            String path = text(random, "ab.");
            boolean matches = false;
            boolean below = false;
            Pattern regex =
                    Pattern.compile(text.replace(".", "\\.").replace("*", ".*").replace('?', '.'));
            for (int end = 1; end <= path.length(); end++) {
                matches |= (end == path.length() || path.charAt(end) == '.')
                        && regex.matcher(path.substring(0, end)).matches();
            }
            PathPattern pattern = PathPattern.parse(text);
            assertThat(pattern.matches(path)).as("%s %s", text, path).isEqualTo(matches);
            for (int from = 0; from <= text.length(); from++) {
                String rest = text.substring(from).replace("*", "").replace('?', 'a');
                below |= regex.matcher(path + "." + rest).matches();
            }
            assertThat(pattern.reachesBelow(path)).as("%s below %s", text, path).isEqualTo(!matches && below);
        }
    }

    private static String text(Random random, String alphabet) {
        StringBuilder text = new StringBuilder("a");
        for (int left = random.nextInt(6); left > 0; left--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a=b", "a,b", "a×b", "a(b)", ".", "a..b", ".a", "a.", "*..b"})
    void otherTextsAreNoPaths(String text) {
        assertThatThrownBy(() -> PathPattern.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
