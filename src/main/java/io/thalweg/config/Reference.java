package io.thalweg.config;

import java.util.Locale;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.streams.StreamsConfig;

/** The reference page of all settings, Markdown, printed from the definitions. */
final class Reference {
    private static final String HEAD = """
            # Settings

            Printed by `java -jar target/thalweg.jar config > config/reference.md`; not edited by hand.

            A setting comes from `--set key=value`, else from the environment (`THALWEG_LEARNING_RATE` is `learning.rate`), else from the
            `.properties` file of `--config`, else it has its default. All errors are reported at once. A value may hold `${env:NAME}`, an
            environment variable, and `${file:path:key}`, a key of another `.properties` file: the place for secrets, which are never printed.
            """;
    private static final String TABLE = """

            | Key | Type | Default | Must be | Importance | Meaning |
            |---|---|---|---|---|---|
            """;
    private static final String STREAMS = """

            ## Kafka Streams

            `streams.` in front of any setting of Kafka Streams or of its clients passes it on: `streams.state.dir`, `streams.sasl.mechanism`;
            with `main.consumer.`, `restore.consumer.`, `consumer.`, `producer.`, `admin.` for one kind of client, `topic.` for the changelog:
            `streams.producer.linger.ms`, `streams.topic.min.insync.replicas`. All commands use the `streams.security.`, `streams.sasl.` and
            `streams.ssl.` settings that have no such prefix. These are Thalweg's own defaults:

            | Key | Default | Reason |
            |---|---|---|
            """;
    private static final String OWNED = """

            These are not for you to set, with or without the prefix of a client:

            | Key | Reason |
            |---|---|
            """;

    private Reference() {}

    static String page() {
        StringBuilder page = new StringBuilder(HEAD);
        String group = null;
        for (ConfigDef.ConfigKey key : Definition.CONFIG.configKeys().values()) {
            if (!key.group.equals(group)) {
                group = key.group;
                page.append("\n## ").append(group).append('\n').append(TABLE);
            }
            row(
                    page,
                    code(key.name),
                    key.type.name().toLowerCase(Locale.ROOT),
                    code(ConfigDef.convertToString(key.defaultValue, key.type)),
                    key.validator.toString(),
                    key.importance.name().toLowerCase(Locale.ROOT),
                    key.documentation);
        }
        page.append(STREAMS);
        for (StreamsProperties.Default byDefault : StreamsProperties.DEFAULTS) {
            row(page, code(StreamsKeys.PREFIX + byDefault.key()), code(byDefault.value()), byDefault.reason());
        }
        page.append(OWNED);
        new TreeMap<>(StreamsKeys.owned()).forEach((key, reason) -> row(page, code(written(key)), reason));
        return page.toString();
    }

    /** An owned key with the prefix under which Kafka knows it. */
    private static String written(String key) {
        String bare = StreamsKeys.PREFIX + key;
        return StreamsKeys.find(bare).isPresent() ? bare : StreamsKeys.PREFIX + StreamsConfig.TOPIC_PREFIX + key;
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + text + "`";
    }

    private static void row(StringBuilder page, String... cells) {
        for (String cell : cells) {
            page.append("| ").append(cell.replace("|", "\\|")).append(' ');
        }
        page.append("|\n");
    }
}
