package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.config.ErrorsTolerance;
import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RejectsTest {
    private static final RejectedExampleException REJECT =
            new RejectedExampleException(RejectReason.NON_FINITE, "label is NaN");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private List<String> told() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void theFirstTenAreToldWithTheirLines() {
        Rejects rejects = new Rejects("f.vw", ErrorsTolerance.ALL, err);
        for (int line = 5; line < 105; line++) {
            rejects.add(line, REJECT);
        }
        assertThat(rejects.count()).isEqualTo(100);
        assertThat(told()).hasSize(11);
        assertThat(told().get(0)).isEqualTo("rejected: f.vw, line 5: NON_FINITE: label is NaN");
        assertThat(told().get(9)).startsWith("rejected: f.vw, line 14: ");
        assertThat(told().get(10)).contains("only counted");
    }

    @Test
    void theFirstIsAFailureIfNoneIsTolerated() {
        Rejects rejects = new Rejects("-", ErrorsTolerance.NONE, err);
        assertThatThrownBy(() -> rejects.add(3, REJECT))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.exitCode()).isEqualTo(Failure.RUNTIME))
                .hasMessageStartingWith("standard input, line 3: NON_FINITE: label is NaN")
                .hasMessageContaining("errors.tolerance=none");
        assertThat(told()).isEmpty();
    }

    @Test
    void aFileOfWhichNothingCouldBeTakenIsAFailure() {
        Rejects rejects = new Rejects("f.vw", ErrorsTolerance.ALL, err);
        rejects.add(1, REJECT);
        assertThatThrownBy(() -> rejects.conclude(0))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.exitCode()).isEqualTo(Failure.USAGE))
                .hasMessageContaining("all 1 lines of f.vw were rejected");
        rejects.conclude(1);
    }

    @Test
    void aFileWithoutExamplesIsTold() {
        new Rejects("f.vw", ErrorsTolerance.ALL, err).conclude(0);
        assertThat(told()).containsExactly("there are no examples in f.vw");
    }
}
