package io.thalweg.cli;

import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.IVersionProvider;

/** What this program is, and what it runs on. */
final class Versions implements IVersionProvider {
    static String line() {
        String own = Versions.class.getPackage().getImplementationVersion();
        return "thalweg " + (own == null ? "(not packaged)" : own) + ", Kafka " + AppInfoParser.getVersion()
                + ", Java "
                + Runtime.version().feature();
    }

    @Override
    public String[] getVersion() {
        return new String[] {line()};
    }
}
