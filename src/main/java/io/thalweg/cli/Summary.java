package io.thalweg.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** What a command has to say at its end: lines for people, or with {@code --json} one object as the last line of standard output. */
final class Summary {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(
            names = "--json",
            description = "End standard output with one JSON object; everything else goes to standard error.")
    private boolean json;

    private boolean besideOutput;
    private final Map<String, Object> members = new LinkedHashMap<>();
    private final StringBuilder lines = new StringBuilder();

    /** Leaves standard output to what a command writes there: lines for people go to standard error. */
    Summary besideOutput() {
        besideOutput = true;
        return this;
    }

    /** Whether the object is asked for. */
    boolean json() {
        return json;
    }

    /** Where a command tells of its progress. */
    PrintStream progress() {
        return json || besideOutput ? System.err : System.out;
    }

    /** A member of the object. */
    Summary put(String member, Object value) {
        members.put(member, value instanceof Double number && !Double.isFinite(number) ? null : value);
        return this;
    }

    /** A line for people. */
    Summary line(String what, Object value) {
        lines.append(String.format("%-20s %s", what, value).stripTrailing()).append(System.lineSeparator());
        return this;
    }

    void print() {
        progress().print(lines);
        progress().flush();
        if (json) {
            try {
                System.out.println(JSON.writeValueAsString(members));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("numbers and texts can always be written", e);
            }
        }
        System.out.flush();
    }
}
