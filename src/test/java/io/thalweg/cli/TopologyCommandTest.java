package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.cli.Terminal.Outcome;
import io.thalweg.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed of the topology and of the settings. */
class TopologyCommandTest {
    private static final Pattern MERMAID = Pattern.compile("  \\w+\\[\"(.+)\"] --> \\w+\\[\"(.+)\"]");
    private static final Pattern DOT = Pattern.compile("  \"(.+)\" -> \"(.+)\";");

    private static String printed(String... args) {
        Outcome outcome = Terminal.run(args);
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEmpty();
        return outcome.out();
    }

    private static Set<String> arrows(String text, Pattern arrow) {
        return text.lines()
                .map(arrow::matcher)
                .filter(java.util.regex.Matcher::matches)
                .map(match -> match.group(1) + " -> " + match.group(2))
                .collect(Collectors.toSet());
    }

    @Test
    void textIsWhatKafkaStreamsDescribes() throws IOException {
        assertThat(printed("topology")).isEqualTo(Golden.recorded("topology/v1-describe.txt"));
        assertThat(printed("topology", "--format", "text")).isEqualTo(printed("topology"));
    }

    @Test
    void bothDrawingsHaveTheSameArrows() {
        String mermaid = printed("topology", "--format", "mermaid");
        String dot = printed("topology", "--format", "DOT");
        assertThat(mermaid).startsWith("flowchart LR\n");
        assertThat(dot).startsWith("digraph thalweg {\n").endsWith("}\n");
        assertThat(arrows(mermaid, MERMAID))
                .hasSize((int) mermaid.lines().count() - 1)
                .isEqualTo(arrows(dot, DOT))
                .contains(
                        "topic examples -> node examples",
                        "node admit -> node learn",
                        "node admit -> topic dead-letter",
                        "node learn -> store weights",
                        "node predictions -> topic predictions",
                        "node rolling-loss -> topic rolling-loss",
                        "node snapshots -> topic snapshots");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "mermaid", "dot"})
    void topicsAreThoseOfTheSettings(String format) {
        assertThat(printed("topology", "--format", format, "--set", "examples.topic=clicks"))
                .contains("clicks")
                .doesNotContain("topic examples", "[examples]");
    }

    @Test
    void theReferenceOfSettingsIsTheOneInTheTree() throws IOException {
        assertThat(printed("config")).isEqualTo(Files.readString(Path.of("config/reference.md")));
    }

    @Test
    void aGoodFileOfSettingsIsPrintedWithItsDefaults() {
        assertThat(printed("config", "config/thalweg.properties").lines())
                .contains("application.id=thalweg", "hash.bits=18", "threads=1");
    }
}
