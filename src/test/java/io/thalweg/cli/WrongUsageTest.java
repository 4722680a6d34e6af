package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.cli.Terminal.Outcome;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every mistake ends in one message on standard error that says what to do, with exit code 2, and before anything is done. */
class WrongUsageTest {
    @TempDir
    static Path directory;

    @BeforeAll
    static void makeFiles() throws Exception {
        ExampleFiles.write(directory.resolve("good.vw"), ExampleFiles.vw(4, 1));
        ExampleFiles.write(directory.resolve("nameless"), ExampleFiles.vw(4, 1));
        ExampleFiles.write(directory.resolve("vw-in-truth.avro"), ExampleFiles.vw(4, 1));
        ExampleFiles.write(directory.resolve("vw-in-truth.csv"), ExampleFiles.vw(4, 1));
        ExampleFiles.write(directory.resolve("labelless.csv"), List.of("a,b", "1,2"));
        Files.write(directory.resolve("empty.csv"), new byte[0]);
        Files.write(directory.resolve("cut.vw.gz"), new byte[] {0x1f, (byte) 0x8b, 8});
        Files.createDirectory(directory.resolve("folder"));
    }

    /** @param command {@code DIR} stands for the directory of the files */
    private static Outcome run(String command) {
        return Terminal.run(command.replace("DIR", directory.toString()).split(" "));
    }

    private static void assertRefused(String command, String words) {
        Outcome outcome = run(command);
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("thalweg: ").contains(words.replace("DIR", directory.toString()));
        assertThat(outcome.errLines())
                .filteredOn(line -> line.startsWith("thalweg: "))
                .hasSize(1);
        assertThat(outcome.err()).doesNotContain("\tat ", "Exception");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "learnn DIR/good.vw; no such command: 'learnn'",
                "--json learn DIR/good.vw; unknown option --json",
                "learn; FILE",
                "learn DIR/good.vw more; unexpected argument 'more'",
                "learn DIR/good.vw streams.sasl.jaas.config=hunter2; unexpected argument 'streams.sasl.jaas.config=…'",
                "learn DIR/good.vw --fromat vw; unknown option --fromat",
                "learn DIR/good.vw --set; KEY=VALUE",
                "learn DIR/good.vw --predictions-out --json; --predictions-out",
                "learn DIR/good.vw --format vw --format csv; only once",
                "predict DIR/good.vw; --snapshot",
                "snapshot; show, top, request, save or export",
                "snapshot shw; no such command: 'shw'",
                "snapshot show; FILE",
                "topics; (--create | --dry-run)",
                "topics --create --dry-run; mutually exclusive",
                "topology --format svg; text, mermaid, dot",
                "broker --port x; --port",
                "broker --port 65536; --port is 65536",
                "broker --port 0 --dir DIR/good.vw; broker directory DIR/good.vw is not a directory",
                "broker --port 0 --dir DIR; holds what is not a broker's",
                "reset; nothing is named: say which of --offsets WHERE",
                "reset --offsets yesterday; --offsets",
                "produce DIR/good.vw --rate 0; --rate is 0",
                "demo --examples 0; --examples is 0",
                "demo --examples many; --examples",
                "demo --format vw; add --data FILE",
                "config DIR/good.vw DIR/good.vw; unexpected argument"
            })
    void aWrongCommandLineIsRefused(String command, String words) {
        assertRefused(command, words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "learn DIR/none.vw;          no such file: DIR/none.vw",
                "learn DIR/folder --format vw; DIR/folder is a directory",
                "learn DIR/nameless;         give --format vw, libsvm, csv, json or avro",
                "learn -;                    give --format vw, libsvm, csv, json or avro",
                "learn DIR/good.vw --format xml; no such file format: xml",
                "learn DIR/good.vw --format libsvm; all 4 lines of DIR/good.vw were rejected",
                "learn DIR/good.vw --label y; --label, --id and --importance name columns of csv",
                "learn DIR/vw-in-truth.avro; DIR/vw-in-truth.avro: this is not an Avro object container file",
                "learn DIR/vw-in-truth.csv;  DIR/vw-in-truth.csv: no column is called label or y",
                "learn DIR/labelless.csv;    the columns are 'a', 'b'",
                "learn DIR/labelless.csv --label z; DIR/labelless.csv: there is no column 'z'",
                "learn DIR/empty.csv;        DIR/empty.csv: the file is empty",
                "learn DIR/cut.vw.gz;        DIR/cut.vw.gz ends in the middle of its gzip stream",
                "produce DIR/none.vw;        no such file: DIR/none.vw",
                "demo --data DIR/none.vw;    no such file: DIR/none.vw"
            })
    void aFileThatCannotBeReadIsRefused(String command, String words) {
        Outcome outcome = run(command);
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("thalweg: ").contains(words.replace("DIR", directory.toString()));
        assertThat(outcome.err()).doesNotContain("\tat ", "Exception");
    }

    @ParameterizedTest
    @CsvSource({
        "--predictions-out DIR/none/p.csv, there is no directory DIR/none",
        "--predictions-out DIR/folder, --predictions-out DIR/folder is a directory",
        "--predictions-out DIR/good.vw, would overwrite another file",
        "--predictions-out DIR/folder/../good.vw, would overwrite another file",
        "--snapshot-out DIR/none/s.avro, there is no directory DIR/none",
        "--snapshot-out DIR/folder, --snapshot-out DIR/folder is a directory",
        "--snapshot-out DIR/good.vw, would overwrite another file",
        "--snapshot-out DIR/both --predictions-out DIR/both, would overwrite another file",
        "--curve-out DIR/none/c.csv, there is no directory DIR/none",
        "--curve-out DIR/folder, --curve-out DIR/folder is a directory",
        "--curve-out DIR/good.vw, would overwrite another file",
        "--curve-out DIR/both --predictions-out DIR/both, would overwrite another file",
        "--curve-out DIR/both --snapshot-out DIR/both, would overwrite another file"
    })
    void aFileThatMustNotBeWrittenIsRefusedBeforeLearning(String options, String words) throws Exception {
        assertRefused("learn DIR/good.vw " + options, words);
        assertThat(Files.readAllLines(directory.resolve("good.vw"))).isEqualTo(ExampleFiles.vw(4, 1));
        assertThat(directory.resolve("both")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--predictions-out", "--curve-out"})
    void theModelToStartFromIsNotOverwritten(String option) throws Exception {
        assertThat(run("learn DIR/good.vw --snapshot-out DIR/model.avro").exitCode())
                .isZero();
        byte[] model = Files.readAllBytes(directory.resolve("model.avro"));
        assertRefused(
                "learn DIR/good.vw --set warm.start=DIR/model.avro " + option + " DIR/model.avro",
                "would overwrite another file");
        assertThat(directory.resolve("model.avro")).hasBinaryContent(model);
    }

    /** A snapshot takes the place of what is there: of a device, for everybody. */
    @Test
    void aSnapshotDoesNotReplaceWhatIsNoFile() throws Exception {
        Path socket = directory.resolve("socket");
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(socket));
            assertRefused("learn DIR/good.vw --snapshot-out DIR/socket", "is a device or a pipe; it must be a file");
            assertThat(Files.isRegularFile(socket)).isFalse();
        }
    }

    @Test
    void anOccupiedPortIsRefused() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertRefused(
                    "broker --port " + taken.getLocalPort(), "cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "learning.rat=1, did you mean learning.rate?",
        "hash.bits=31, must be an integer from 1 to 30",
        "nonsense, not of the form key=value",
        "bootstrap.servers=here, must be host:port",
        "warm.start=DIR/none.avro, no such file or directory: DIR/none.avro",
        "warm.start=DIR/folder, DIR/folder is a directory"
    })
    void aWrongSettingIsRefused(String set, String words) {
        assertRefused("learn DIR/good.vw --set " + set, words);
    }

    @Test
    void whatIsUnknownComesWithWhatIsKnown() {
        assertThat(run("learnn x").err())
                .contains("there are demo, run, learn, predict, explain, produce, broker, topics");
        assertThat(run("learn x --fromat vw").err()).contains("there are --config, --curve-out, --format, --help");
        assertThat(run("--json learn x").err()).contains("a command's options come after its name");
        assertThat(run("learn x --fromat vw").err()).endsWith("Try 'thalweg learn --help'.\n");
    }

    @Test
    void everythingWrongWithTheSettingsIsSaidAtOnce() {
        assertThat(
                        run("learn DIR/good.vw --set hash.bits=0 --set bogus=1 --set optimizer=sgd --set learning.rate=2 --set l2=1")
                                .errLines())
                .hasSize(4)
                .anyMatch(line -> line.equals("thalweg: 3 errors in the configuration:"))
                .anyMatch(line -> line.contains("hash.bits=0"))
                .anyMatch(line -> line.contains("bogus"))
                .anyMatch(line -> line.contains("learning.rate=2") && line.contains("l2=1"));
    }

    @Test
    void aFileThatHoldsNoSettingsDoesNotFloodTheScreen() throws Exception {
        Path file = ExampleFiles.write(
                directory.resolve("long.properties"),
                IntStream.range(0, 500).mapToObj(i -> "no.such.key" + i + "=1").toList());
        assertThat(Terminal.run("config", file.toString()).errLines())
                .hasSizeLessThan(25)
                .last()
                .asString()
                .contains("more: is this a file of settings?");
    }

    @Test
    void aDirectoryIsSaidToBeOne() {
        assertRefused("learn DIR/folder", "DIR/folder is a directory; it must be a file");
    }

    @Test
    void manyErrorsWithoutAFileAreNotTakenForOne() {
        StringBuilder command = new StringBuilder("learn DIR/good.vw");
        IntStream.range(0, 22)
                .forEach(i -> command.append(" --set no.such.key").append(i).append("=1"));
        assertThat(run(command.toString()).errLines()).last().isEqualTo("  and 2 more");
    }

    @ParameterizedTest
    @CsvSource({"-v learn DIR/none.vw", "learn -v DIR/none.vw", "learn DIR/none.vw --verbose"})
    void aStackTraceIsShownWhenAskedForAnywhere(String command) {
        assertThat(run(command).errLines()).first().isEqualTo("thalweg: no such file: " + directory.resolve("none.vw"));
        assertThat(run(command).err()).contains("\tat io.thalweg.cli.LearnCommand");
    }
}
