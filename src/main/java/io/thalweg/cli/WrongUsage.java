package io.thalweg.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a user is told of a command line that cannot be understood. */
final class WrongUsage {
    private WrongUsage() {}

    static int report(ParameterException e) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("thalweg: " + words(e, command));
        err.println("Try '" + command.getCommandSpec().qualifiedName(" ") + " --help'.");
        err.flush();
        return Failure.USAGE;
    }

    private static String words(ParameterException e, CommandLine command) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return e.getMessage().replaceFirst("^Error: ", "");
        }
        // A setting without --set before it may hold a secret.
        String first = unmatched.getUnmatched().get(0).replaceFirst("(?s)=.*", "=…");
        List<String> commands = List.copyOf(command.getSubcommands().keySet());
        if (first.startsWith("-") && !first.equals("-")) {
            return "unknown option " + first + "; "
                    + (commands.isEmpty()
                            ? "there are " + options(command)
                            : "a command's options come after its name");
        }
        return commands.isEmpty()
                ? "unexpected argument '" + first + "'"
                : "no such command: '" + first + "'; there are " + String.join(", ", commands);
    }

    private static String options(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .map(OptionSpec::longestName)
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
