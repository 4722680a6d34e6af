package io.thalweg.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
    private static final Map<String, String> NOWHERE = Map.of();

    @TempDir
    Path directory;

    private static List<String> errors(Path file, List<String> sets, Map<String, String> environment) {
        return catchThrowableOfType(ConfigurationException.class, () -> ThalwegConfig.read(file, sets, environment))
                .errors();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("thalweg.properties"), text);
    }

    @Test
    void aFileIsNamedInItsErrors() throws IOException {
        Path file = file("learning.rate: fast\nlearning.rat = 1\n");

        assertThat(errors(file, List.of(), NOWHERE))
                .containsExactly(
                        "unknown key learning.rat in " + file + ": did you mean learning.rate?",
                        "learning.rate=fast in " + file + ": must be a number from 1e-30 to 1e30");
    }

    @Test
    void theFileIsReadAsUtf8AndValuesAreTrimmed() throws IOException {
        Path file = file("snapshot.dir=Größe \nhash.bits=7 \t\n");
        ThalwegConfig config = ThalwegConfig.read(file, List.of(), NOWHERE);

        assertThat(config.snapshots().directory()).contains(Path.of("Größe"));
        assertThat(config.learner().hashBits()).isEqualTo(7);
    }

    @Test
    void aMissingFileIsAnErrorBesideTheOthers() {
        Path file = directory.resolve("missing.properties");

        assertThat(errors(file, List.of("l1=x"), NOWHERE))
                .containsExactly(
                        file + " does not exist: name a .properties file",
                        "l1=x in --set: must be a number from 0 to 1e30");
    }

    @Test
    void aDirectoryIsNotAFile() {
        assertThat(errors(directory, List.of(), NOWHERE))
                .containsExactly(directory + " cannot be read (Is a directory): name a .properties file");
    }

    @Test
    void aMalformedFileIsAnError() throws IOException {
        Path file = file("snapshot.dir=c:\\users\n");

        assertThat(errors(file, List.of(), NOWHERE))
                .containsExactly(file
                        + " is malformed: \\u must be followed by four hexadecimal digits; write \\\\ for a backslash");
    }

    @Test
    void aFileInAnotherEncodingIsAnError() throws IOException {
        Path file = Files.write(directory.resolve("latin.properties"), new byte[] {'a', '=', (byte) 0xe4, '\n'});

        assertThat(errors(file, List.of(), NOWHERE)).containsExactly(file + " is not UTF-8 text: save it as UTF-8");
    }

    @Test
    void aSettingNeedsAKeyAndAValue() {
        assertThat(errors(null, List.of("=1", "l1", "streams.ssl.key.password hunter2"), NOWHERE))
                .containsExactly(
                        "--set =1 is not of the form key=value",
                        "--set l1 is not of the form key=value",
                        "--set [hidden] is not of the form key=value");
    }

    @Test
    void referencesAreResolvedFromFilesAndTheEnvironment() throws IOException {
        Path secrets = Files.writeString(directory.resolve("secrets.properties"), "rate=0.125\nuser=me\n");
        ThalwegConfig config = ThalwegConfig.read(
                file("learning.rate=${file:" + secrets + ":rate}\n"),
                List.of("streams.client.id=${file:" + secrets + ":user}-${env:HOST}"),
                Map.of("HOST", "here", "BITS", "9", "THALWEG_HASH_BITS", "${env:BITS}"));

        assertThat(config.learner().learningRate().initial()).isEqualTo(0.125);
        assertThat(config.learner().hashBits()).isEqualTo(9);
        assertThat(config.streams()).containsEntry("client.id", "me-here");
    }

    @Test
    void aReferenceToNothingIsAnError() throws IOException {
        Path secrets = Files.writeString(directory.resolve("secrets.properties"), "rate=0.125\n");
        Path missing = directory.resolve("missing.properties");
        Path malformed = Files.writeString(directory.resolve("malformed.properties"), "a=\\u12\n");
        List<String> sets = List.of(
                "l1=${env:L1}",
                "l2=${file:" + secrets + ":l2}",
                "hash.bits=${file:" + missing + ":bits}",
                "learning.rate=${file:" + malformed + ":rate}",
                "loss=${vault:kv:loss}",
                "optimizer=${file:" + secrets + "}",
                "streams.sasl.jaas.config=${env:JAAS}");

        assertThat(errors(null, sets, NOWHERE))
                .containsExactlyInAnyOrder(
                        "l1=${env:L1} in --set: there is no environment variable L1 for ${env:NAME}",
                        "l2=${file:" + secrets + ":l2} in --set: there is no key l2 in the file " + secrets,
                        "hash.bits=${file:" + missing + ":bits} in --set: the file " + missing
                                + " of ${file:path:key} does not exist or cannot be read",
                        "learning.rate=${file:" + malformed + ":rate} in --set: the file " + malformed
                                + " of ${file:path:key} is not a .properties file",
                        "loss=${vault:kv:loss} in --set: ${vault:…} is not known: use ${file:path:key} or ${env:NAME}",
                        "optimizer=${file:" + secrets
                                + "} in --set: a file and a key in it are needed: ${file:path:key}",
                        "streams.sasl.jaas.config=[hidden] in --set: there is no environment variable JAAS for ${env:NAME}");
    }
}
