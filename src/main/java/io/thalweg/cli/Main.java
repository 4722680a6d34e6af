package io.thalweg.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program. Exit codes: 0 done, 1 runtime failure, 2 usage or configuration, 3 Kafka cannot be reached, 4 model or snapshot incompatible. */
@Command(
        name = "thalweg",
        description = "Online learning on Kafka Streams: predict every event, then learn from it, exactly once.",
        versionProvider = Versions.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            LearnCommand.class,
            PredictCommand.class,
            ProduceCommand.class,
            BrokerCommand.class,
            TopicsCommand.class,
            SnapshotCommand.class,
            TopologyCommand.class,
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
        System.exit(run(args));
    }

    static int run(String... args) {
        Main main = new Main();
        CommandLine commands = new CommandLine(main);
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setExecutionExceptionHandler(
                (e, command, parsed) -> Failures.report(e, command.getErr(), main.verbose));
        commands.setParameterExceptionHandler((e, parsed) -> Failures.report(e));
        return commands.execute(args.length == 0 ? new String[] {"--help"} : args);
    }
}
