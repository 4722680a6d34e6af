package io.thalweg.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program, and its exit codes. What it prints is UTF-8, whatever the locale. */
@Command(
        name = "thalweg",
        description = "Online learning on Kafka Streams: predict every event, then learn from it, exactly once.",
        versionProvider = Versions.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed while running",
            "2:wrong usage or configuration",
            "3:Kafka or the schema registry cannot be reached",
            "4:model or snapshot damaged or incompatible",
            "5:verify has found a difference",
            "130, 143:stopped by Ctrl-C, by SIGTERM"
        },
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            LearnCommand.class,
            PredictCommand.class,
            ExplainCommand.class,
            ProduceCommand.class,
            BrokerCommand.class,
            TopicsCommand.class,
            SnapshotCommand.class,
            ResetCommand.class,
            TopologyCommand.class,
            VerifyCommand.class,
            ConfigCommand.class
        })
public final class Main {
    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Print the stack trace of a failure.")
    private boolean verbose;

    private Main() {}

    public static void main(String[] args) {
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        System.setProperty(
                "log4j.shutdownHookEnabled", "false"); // or the broker's log4j complains when Ctrl-C comes first
        System.exit(run(args));
    }

    static int run(String... args) {
        Main main = new Main();
        CommandLine commands = new CommandLine(main)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAllowOptionsAsOptionParameters(false)
                .setExpandAtFiles(false)
                .setOut(new PrintWriter(System.out, true))
                .setErr(new PrintWriter(System.err, true))
                .setExecutionExceptionHandler(
                        (e, command, parsed) -> Failures.report(e, command.getErr(), main.verbose))
                .setParameterExceptionHandler((e, parsed) -> WrongUsage.report(e));
        try {
            int exitCode = commands.execute(args.length == 0 ? new String[] {"--help"} : args);
            return System.out.checkError() && exitCode == 0
                    ? Failures.report(
                            new Failure(Failure.RUNTIME, "standard output could not be written"),
                            commands.getErr(),
                            main.verbose)
                    : exitCode;
        } catch (Error e) {
            return Failures.report(e, commands.getErr(), main.verbose);
        } finally {
            StopSignal.commandEnded();
        }
    }
}
