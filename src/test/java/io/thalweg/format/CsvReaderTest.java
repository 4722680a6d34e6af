package io.thalweg.format;

import static io.thalweg.format.RecordingSink.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvReaderTest {
    private static List<String> read(String text) throws IOException {
        return read(text, CsvColumns.DEFAULT);
    }

    private static List<String> read(String text, CsvColumns columns) throws IOException {
        return RecordingSink.readAll(new CsvReader(stream(text), columns));
    }

    @Test
    void numbersAreNumericOtherCellsCategoricalAndEmptyOnesAbsent() throws IOException {
        assertThat(read("a,label,b\n0.5,1,red\n,0,\n-1e3,,1f\n\"\",1,\"2\""))
                .containsExactly(
                        "line 2: a = 0.5, label 1.0, b = <red>",
                        "line 3: label 0.0",
                        "line 4: a = -1000.0, b = <1f>",
                        "line 5: label 1.0, b = 2.0");
    }

    @Test
    void quotedCellsMayHoldCommasQuotesAndNewlines() throws IOException {
        assertThat(read("y,\"a,b\"\r\n1,\"x,y\"\r\n1,\"say \"\"so\"\"\"\r\n1,\"two\nlines\"\r\n\r\n0,\" z \"\r\n"))
                .containsExactly(
                        "line 2: label 1.0, a,b = <x,y>",
                        "line 3: label 1.0, a,b = <say \"so\">",
                        "line 4: label 1.0, a,b = <two\nlines>",
                        "line 7: label 0.0, a,b = < z >");
    }

    @Test
    void blanksAroundUnquotedCellsAndAByteOrderMarkAreNotPartOfThem() throws IOException {
        assertThat(read("\uFEFFy, é ,b\n1, 2 , ü x\n  \n0,3,日本"))
                .containsExactly("line 2: label 1.0, é = 2.0, b = <ü x>", "line 4: label 0.0, é = 3.0, b = <日本>");
    }

    @Test
    void columnsCanBeNamed() throws IOException {
        assertThat(read("label,id,w,target,a\n5,x-1,0.5,1,2\n6,,,0,3", new CsvColumns("target", "id", "w")))
                .containsExactly(
                        "line 2: label = 5.0, id x-1, importance 0.5, label 1.0, a = 2.0",
                        "line 3: label = 6.0, label 0.0, a = 3.0");
    }

    @Test
    void theLabelIsTheColumnLabelRatherThanY() throws IOException {
        assertThat(read("y,label\n1,2")).containsExactly("line 2: y = 1.0, label 2.0");
    }

    @Test
    void refusesAMalformedRowAndGoesOn() throws IOException {
        assertThat(read("y,a,b\n1,2\n1,2,3,4\n1,\"2\"x,3\nspam,1,2\n1,nan,3\n1,\"a\nb\"\n1,2,3"))
                .containsExactly(
                        "line 2 UNDECODABLE: the row has 2 cells; the header has 3",
                        "line 3 UNDECODABLE: the row has 4 cells; the header has 3",
                        "line 4 UNDECODABLE: a quoted cell does not end in a quote followed by a comma or the end of the line",
                        "line 5: label <spam>, a = 1.0, b = 2.0",
                        "line 6 NON_FINITE: NaN is not finite",
                        "line 7 UNDECODABLE: the row has 2 cells; the header has 3",
                        "line 9: label 1.0, a = 2.0, b = 3.0");
        assertThat(read("y,w\n1,x", new CsvColumns(null, null, "w")))
                .containsExactly("line 2 UNDECODABLE: importance 'x' is not a number");
        assertThat(read("y,a\n1,2\n\"3,4\n5,6\n"))
                .containsExactly(
                        "line 2: label 1.0, a = 2.0",
                        "line 3 UNDECODABLE: a quoted cell does not end in a quote followed by a comma or the end of the line");
    }

    @Test
    void refusesACellThatIsTooLongAndGoesOn() throws IOException {
        String text = "y,a\n1,2\n1,\"" + "x".repeat(100_000) + "\n3,4\n5,6\n";
        assertThat(RecordingSink.readAll(new CsvReader(stream(text), CsvColumns.DEFAULT, 1000)))
                .containsExactly(
                        "line 2: label 1.0, a = 2.0",
                        "line 3 UNDECODABLE: a cell is longer than 1000 bytes; perhaps its closing quote is missing",
                        "line 4: label 3.0, a = 4.0",
                        "line 5: label 5.0, a = 6.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            nullValues = "-",
            value = {
                "''             → -    → -  → the file is empty; its first line must name the columns",
                "a,b            → -    → -  → no column is called label or y: say which is the label; the columns are 'a', 'b'",
                "a,b            → c    → -  → there is no column 'c' for the label; the columns are 'a', 'b'",
                "a,b            → a    → c  → there is no column 'c' for the id; the columns are 'a', 'b'",
                "a,b            → a    → a  → column 'a' cannot be both the label and the id",
                "y,a,a          → -    → -  → two columns are called 'a'; names must differ",
                "y,,a           → -    → -  → column 2 has no name; the first line must name them all",
                "y,\"a          → -    → -  → the header is not CSV: a name in quotes does not end in one, or is too long",
            })
    void refusesAFileWhoseHeaderItCannotUse(String header, String label, String id, String message) {
        assertThatThrownBy(() -> read(header, new CsvColumns(label, id, null)))
                .isInstanceOf(FormatException.class)
                .hasMessage(message);
    }
}
