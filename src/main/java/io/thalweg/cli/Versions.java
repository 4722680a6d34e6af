package io.thalweg.cli;

import org.apache.avro.Schema;
import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.IVersionProvider;

/** What this program is, and the libraries that decide what it does. */
final class Versions implements IVersionProvider {
    static String line() {
        String own = Versions.class.getPackage().getImplementationVersion();
        String avro = Schema.class.getPackage().getImplementationVersion();
        return "thalweg " + (own == null ? "(not packaged)" : own) + ", Kafka " + AppInfoParser.getVersion()
                + (avro == null ? "" : ", Avro " + avro) + ", Java "
                + Runtime.version().feature();
    }

    @Override
    public String[] getVersion() {
        return new String[] {line()};
    }
}
