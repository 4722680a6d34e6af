package io.thalweg.format;

import static io.thalweg.format.RecordingSink.stream;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VwReaderTest {
    private static List<String> read(String text) throws IOException {
        return RecordingSink.readAll(new VwReader(new Lines(stream(text))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            ignoreLeadingAndTrailingWhitespace = true,
            quoteCharacter = '"',
            value = {
                "1 | a                            → label 1.0, a = 1.0",
                "| a:0.5                          → a = 0.5",
                "-1 | a:-2e-1 b=x c               → label -1.0, a = -0.2, b = <x>, c = 1.0",
                "1 2.5 | a                        → label 1.0, importance 2.5, a = 1.0",
                "1 2.5 0 | a                      → label 1.0, importance 2.5, a = 1.0",
                "1 |                              → label 1.0",
                "1 2 'tag | a                     → id tag, label 1.0, importance 2.0, a = 1.0",
                "1 2 'tag| a                      → id tag, label 1.0, importance 2.0, a = 1.0",
                "1 2 tag| a                       → id tag, label 1.0, importance 2.0, a = 1.0",
                "1 'é|f a                         → id é, label 1.0, f^a = 1.0",
                "'tag | a                         → id tag, a = 1.0",
                "1|f a                            → id 1, f^a = 1.0",
                "1 |f a:2 b=x                     → label 1.0, f^a = 2.0, f^b = <x>",
                "1 |f:2 a:2 b=x c                 → label 1.0, f^a = 4.0, f^b=x = 2.0, f^c = 2.0",
                "1 |f:2 a |g b | c                → label 1.0, f^a = 2.0, g^b = 1.0, c = 1.0",
                "1 |f:1.0 b=x                     → label 1.0, f^b = <x>",
                "1 |f a|g b                       → label 1.0, f^a = 1.0, g^b = 1.0",
                "1 ||f a:1|                       → label 1.0, f^a = 1.0",
                "1 |a:b:3 c                       → label 1.0, a:b^c = 3.0",
                "1 | a:b:3 url:http://x:8         → label 1.0, a:b = 3.0, url:http://x = 8.0",
                "1 | a=b=c a= a=b:2 a==           → label 1.0, a = <b=c>, a = <>, a=b = 2.0, a = <=>",
                "1 | ünïcödé:1 a=日本               → label 1.0, ünïcödé = 1.0, a = <日本>",
                "spam | a                 → label <spam>, a = 1.0",
                "ä=b:c 2 'id | a          → id id, label <ä=b:c>, importance 2.0, a = 1.0",
                "1 | a-long-name-of-many-bytes=v  → label 1.0, a-long-name-of-many-bytes = <v>",
            })
    void readsLabelsTagsNamespacesAndFeatures(String line, String expected) throws IOException {
        assertThat(read(line)).containsExactly("line 1: " + expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '"',
            value = {
                "1 a b                    → there is no '|' in front of the features in '1 a b'",
                "1 x | a                  → importance 'x' is not a number",
                "1 1 x | a                → initial prediction 'x' is not a number",
                "1 1 0.5 | a              → initial prediction '0.5' is not supported; it must be 0 or left out",
                "1 1 0 4 | a              → there is one token too many in front of the first '|': '4'",
                "1 | a b:                 → feature 'b:' has no number behind its colon",
                "1 | a b:x c              → feature 'b:x' has no number behind its colon",
                "1 | b:1x                 → feature 'b:1x' has no number behind its colon",
                "1 | b:1:                 → feature 'b:1:' has no number behind its colon",
                "1 | b:0x1p3              → feature 'b:0x1p3' has no number behind its colon",
                "1 | :1                   → feature ':1' has no name in front of its colon",
                "1 | =x                   → feature '=x' has no name in front of its '='",
                "1 |f: a                  → namespace 'f:' has no number behind its colon",
                "1 |f:x a                 → namespace 'f:x' has no number behind its colon",
                "1 |:2 a                  → namespace ':2' has no name in front of its colon",
            })
    void refusesAMalformedLineAndGoesOn(String line, String message) throws IOException {
        assertThat(read("| before\n" + line + "\n| after"))
                .containsExactly("line 1: before = 1.0", "line 2 UNDECODABLE: " + message, "line 3: after = 1.0");
    }

    @ParameterizedTest
    @CsvSource({"nan | a", "1 inf | a", "1 | a:-inf", "1 | a:1e400", "1 |f:nan a"})
    void leavesNonFiniteNumbersToTheSinkAndGoesOn(String line) throws IOException {
        assertThat(read(line + "\n| after"))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("line 1 NON_FINITE"),
                        second -> assertThat(second).isEqualTo("line 2: after = 1.0"));
    }

    @Test
    void takesTabsCarriageReturnsBlanksAndEmptyLines() throws IOException {
        assertThat(read("\uFEFF1\t|f\ta:1\tb\r\n\r\n \t\r\n   0  |  c  \r\n\n1 | d"))
                .containsExactly(
                        "line 1: label 1.0, f^a = 1.0, f^b = 1.0",
                        "line 4: label 0.0, c = 1.0",
                        "line 6: label 1.0, d = 1.0");
    }

    @Test
    void escapesAndShortensWhatItQuotes() throws IOException {
        assertThat(read("1 | \u0001\u001b[31m\u202e:x"))
                .containsExactly(
                        "line 1 UNDECODABLE: feature '\\u0001\\u001b[31m\\u202e:x' has no number behind its colon");
        assertThat(read("é".repeat(50)))
                .containsExactly(
                        "line 1 UNDECODABLE: there is no '|' in front of the features in '" + "é".repeat(40) + "…'");
    }

    @Test
    void acceptsAnExampleWithNothingButAPipe() throws IOException {
        assertThat(read("|")).containsExactly("line 1: ");
    }

    @Test
    void keepsNamesThatOutgrowItsBuffer() throws IOException {
        String namespace = "n".repeat(1000);
        String name = "f".repeat(5000);
        assertThat(read("|" + namespace + " " + name + " b:2"))
                .containsExactly("line 1: " + namespace + "^" + name + " = 1.0, " + namespace + "^b = 2.0");
    }
}
