package io.thalweg.format;

import static io.thalweg.format.RecordingSink.stream;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibsvmReaderTest {
    private static List<String> read(String text) throws IOException {
        return RecordingSink.readAll(new LibsvmReader(new Lines(stream(text))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            value = {
                "+1 1:0.5 7:-2e1               → label 1.0, 1 = 0.5, 7 = -20.0",
                "-1                            → label -1.0",
                "2.5 3:1 2:1 # a comment 4:1   → label 2.5, 3 = 1.0, 2 = 1.0",
                "1 0:1#comment                 → label 1.0, 0 = 1.0",
                "spam 1:1                      → label <spam>, 1 = 1.0",
                "1 2147483647:1                → label 1.0, 2147483647 = 1.0",
            })
    void readsLabelAndIndexedValues(String line, String expected) throws IOException {
        assertThat(read(line)).containsExactly("line 1: " + expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            value = {
                "1:2 2:3           → there is no label in front of '1:2'",
                "1 qid:3 1:1       → 'qid:3' is not supported: queries are for ranking, which is not done here",
                "1 2147483648:1    → feature '2147483648:1' is not index:value with an index from 0 to 2147483647",
                "1 99999999999999999999:1    → feature '99999999999999999999:1' is not index:value with an index from 0 to 2147483647",
                "1 -1:1            → feature '-1:1' is not index:value with an index from 0 to 2147483647",
                "1 a:1             → feature 'a:1' is not index:value with an index from 0 to 2147483647",
                "1 5               → feature '5' is not index:value with an index from 0 to 2147483647",
                "1 5: 6:1          → feature '5:' has no number behind its colon",
                "1 5:x             → feature '5:x' has no number behind its colon",
                "1 5:1:2           → feature '5:1:2' has no number behind its colon",
            })
    void refusesAMalformedLineAndGoesOn(String line, String message) throws IOException {
        assertThat(read(line + "\n1 1:1"))
                .containsExactly("line 1 UNDECODABLE: " + message, "line 2: label 1.0, 1 = 1.0");
    }

    @Test
    void passesOverEmptyLinesAndLinesOfCommentOnly() throws IOException {
        assertThat(read("# a comment\n\n  # another\r\n1\t1:1\r\n#")).containsExactly("line 4: label 1.0, 1 = 1.0");
    }
}
