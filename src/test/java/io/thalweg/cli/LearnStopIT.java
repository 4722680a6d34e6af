package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.serde.SnapshotFiles;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What SIGTERM, or Ctrl-C, leaves of a {@code learn} whose input does not end. */
@Timeout(120)
class LearnStopIT {
    @TempDir
    private Path directory;

    @Test
    void whatWasLearnedIsSavedWhenASignalComesBetweenExamples() throws Exception {
        Path predictions = directory.resolve("predictions.csv");
        Path model = directory.resolve("model.avro");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.thalweg.cli.Main",
                        "learn",
                        "-",
                        "--format",
                        "vw",
                        "--predictions-out",
                        predictions.toString(),
                        "--snapshot-out",
                        model.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (Writer input = process.outputWriter(StandardCharsets.UTF_8);
                BufferedReader output =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (int i = 0; i < 64; i++) {
                input.write(i % 2 + " | a:" + i + " b\n");
            }
            input.flush();
            String line = output.readLine();
            while (line != null && !line.strip().startsWith("64 ")) {
                line = output.readLine();
            }
            assertThat(line).as("a line at 64 examples").isNotNull();
            process.toHandle().destroy();
            assertThat(output.lines().toList()).anyMatch(last -> last.startsWith("stopped"));
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isEqualTo(143);
        List<String> written = Files.readAllLines(predictions);
        assertThat(written).hasSize(65).allMatch(row -> row.split(",").length == 3);
        assertThat(SnapshotFiles.read(model).head().learned()).isEqualTo(64);
    }
}
