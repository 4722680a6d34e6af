package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.cli.Terminal.Outcome;
import io.thalweg.registry.EmbeddedRegistry;
import org.junit.jupiter.api.Test;

/** What is refused before a broker is started. */
class DemoCommandTest {
    private static void refuses(String message, String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "demo";
        System.arraycopy(options, 0, arguments, 1, options.length);
        Outcome outcome = Terminal.run(arguments);
        assertThat(outcome.exitCode()).isEqualTo(Failure.USAGE);
        assertThat(outcome.err()).startsWith("thalweg: " + message);
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void refusesWhatAScenarioHasNoUseFor() {
        refuses("--scenario is 'adverts'; it must be clicks or ads", "--scenario", "adverts");
        refuses("--data x.vw is for --scenario clicks", "--scenario", "ads", "--data", "x.vw");
        refuses("--registry is for --scenario ads", "--registry", "http://127.0.0.1:1");
        refuses("--examples is 0", "--scenario", "ads", "--examples", "0");
        refuses("registry.url=nowhere in --set", "--scenario", "ads", "--registry", "nowhere");
    }

    @Test
    void aRegistryThatIsDownIsExitCode3() {
        String url;
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(0)) {
            url = registry.url();
        }
        Outcome outcome = Terminal.run("demo", "--scenario", "ads", "--registry", url);
        assertThat(outcome.exitCode()).isEqualTo(Failure.UNREACHABLE);
        assertThat(outcome.err()).contains(url);
    }

    @Test
    void aRegistryThatDoesNotTakeTheSchemasIsExitCode3() {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(0)) {
            Outcome outcome = Terminal.run(
                    "demo", "--scenario", "ads", "--registry", registry.url(), "--set", "registry.auto.register=false");
            assertThat(outcome.exitCode()).isEqualTo(Failure.UNREACHABLE);
            assertThat(outcome.err()).contains("impressions-value", "--set examples.topic=");
        }
    }
}
