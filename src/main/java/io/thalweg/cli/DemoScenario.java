package io.thalweg.cli;

import io.thalweg.config.ThalwegConfig;
import java.io.IOException;
import java.util.List;

/** What there is to see in a demo: its settings, its data, and what it says in the end. One thread. */
interface DemoScenario extends AutoCloseable {
    /** Settings as {@code key=value} that count over a file, and may be given otherwise with {@code --set}. */
    List<String> defaults();

    /** Settings that count over everything. */
    List<String> settings();

    /** Whatever can fail before a broker is there. */
    void prepare(ThalwegConfig config);

    /**
     * Sends its data to the topics, which are there, and lets the topology learn from it.
     *
     * @return the exit code
     */
    int show(ThalwegConfig config, int partitions, StopSignal stop) throws IOException;

    @Override
    void close() throws IOException;
}
