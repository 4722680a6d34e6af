package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.cli.Terminal.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The names that scripts rely on. */
class CommandNamesTest {
    @ParameterizedTest
    @CsvSource({
        "demo, --examples --data --format --config --set --json",
        "run, --snapshot-at-stop --config --set --json",
        "learn, FILE --format --predictions-out --snapshot-out --race --config --set --json",
        "predict, FILE --format --snapshot --predictions-out --json",
        "explain, SNAPSHOT FILE --format --example --top --class --json",
        "produce, FILE --format --config --set --json",
        "broker, --port --dir",
        "topics, --create --dry-run --config --set --json",
        "topology, --format --config --set",
        "verify, --data --examples --kills --seed --minutes --config --set --json",
        "config, FILE",
        "reset, --offsets --internal-topics --local-state --snapshots --all --dry-run --config --set --json",
        "snapshot show, FILE --json",
        "snapshot top, FILE --count --class --names --format --json",
        "snapshot request, --config --set --json",
        "snapshot save, FILE --config --set --json",
        "snapshot export, FILE --out --names --format --json"
    })
    void commandsHaveTheirOptionsAndExplainThem(String command, String names) {
        Outcome help = Terminal.run((command + " --help").split(" "));
        assertThat(help.exitCode()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out()).startsWith("Usage: thalweg " + command + " ");
        for (String name : names.split(" ")) {
            assertThat(help.out().lines().skip(1))
                    .anyMatch(line -> line.matches(" +\\[?" + name + "\\b.* [A-Za-z-].*"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vw", "libsvm", "csv", "avro"})
    void theFormatsAreInTheHelp(String format) {
        assertThat(Terminal.run("learn", "--help").out()).contains(format);
    }

    @Test
    void theHelpListsCommandsAndExitCodes() {
        assertThat(Terminal.run().out())
                .isEqualTo(Terminal.run("--help").out())
                .contains(
                        "demo",
                        "run",
                        "learn",
                        "predict",
                        "explain",
                        "produce",
                        "broker",
                        "topics",
                        "snapshot",
                        "reset",
                        "topology",
                        "verify",
                        "config")
                .containsPattern("2 +wrong usage")
                .containsPattern("3 +Kafka or the schema registry cannot be reached")
                .containsPattern("4 +model or snapshot");
    }

    @Test
    void theVersionNamesKafkaAndJava() {
        assertThat(Terminal.run("--version").out()).matches("thalweg .+, Kafka 4\\.\\S+, Java \\d+\\R");
    }
}
