package io.thalweg.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

/** The settings of records: how they are written, what their fields mean, and where their schemas are. */
final class RecordDefinition {
    private RecordDefinition() {}

    static Definition formats(Definition definition) {
        return definition
                .group("Formats")
                .key(
                        Keys.EXAMPLES_FORMAT,
                        STRING,
                        "single-object",
                        Allowed.oneOf("single-object", "confluent", "raw", "json"),
                        HIGH,
                        """
                        How the examples are written. single-object: Avro, each record after the fingerprint of its schema (C3 01 and 8 \
                        bytes). confluent: Avro, each record after its schema's id at the schema registry (00 and 4 bytes). raw: Avro \
                        without a header, all of the schema in examples.schema. json: a JSON object each.""")
                .key(
                        Keys.EXAMPLES_SCHEMA,
                        STRING,
                        "",
                        Allowed.path("an .avsc file, a folder, or empty", true),
                        MEDIUM,
                        """
                        Avro schemas that examples were written with: of raw the .avsc file of the one, of single-object such a file or a \
                        folder of them, besides LabeledExample, which is always known.""")
                .key(
                        Keys.OUTPUTS_FORMAT,
                        STRING,
                        "single-object",
                        Allowed.oneOf("single-object", "confluent"),
                        MEDIUM,
                        """
                        How predictions, rolling losses and snapshots are written. confluent: their schemas are registered at the schema \
                        registry at start.""");
    }

    static Definition features(Definition definition) {
        Allowed path = FeaturesSetting.PATH;
        Allowed paths = FeaturesSetting.PATHS;
        return definition
                .group("Features")
                .key(Keys.LABEL_FIELD, STRING, "label", path, HIGH, """
                        Where a record has its label: a number, a boolean (0 or 1), or a string or an enum, which is the name of a class. \
                        Empty: nowhere. This group is for records of any schema, in Avro and JSON; those like LabeledExample need none \
                        of it. A path is user.address.city for the field city of the record address of the record user.""")
                .key(Keys.IMPORTANCE_FIELD, STRING, "importance", path, MEDIUM, """
                        Where it has its importance, a number. Empty: nowhere, and each counts 1.""")
                .key(Keys.ID_FIELD, STRING, "id", path, MEDIUM, """
                        Where it has its id, a string, an integer or an enum. Empty: nowhere.""")
                .key(Keys.TIME_FIELD, STRING, "", path, MEDIUM, """
                        Where it has the time at which it happened: a timestamp, a date, a long of milliseconds since 1970, or a string in \
                        ISO 8601; without an offset it is UTC. Empty: the time is the Kafka record's timestamp.""")
                .key(Keys.FEATURES_INCLUDE, LIST, "*", FeaturesSetting.SOME_PATHS, HIGH, """
                        Fields that are features. What matches a record's path matches all fields in it. Label, importance and id are \
                        never features.""")
                .key(Keys.FEATURES_EXCLUDE, LIST, "", paths, HIGH, """
                        Fields that are not, even if features.include has them.""")
                .key(Keys.FEATURES_TRANSFORM, STRING, "", FeaturesSetting.TRANSFORMS, MEDIUM, """
                        What becomes of fields, the first that matches: `price=log1p; age=buckets(18,25,35); title=text; \
                        user.id=category; debug.*=ignore`. log1p: sign(x) ln(1 + |x|). buckets: a category for each range between edges, \
                        which belong to the range above them. standardize: in units of the standard deviation so far, from the mean so far. \
                        text: a category for each word, in lower case. category: a number, or an array of them, as categories. \
                        vector: an array of numbers as one feature for each position. ignore: no feature.""")
                .key(Keys.FEATURES_INTERACTIONS, STRING, "", FeaturesSetting.INTERACTIONS, MEDIUM, """
                        Products of features: `country×device, user.*×ad.*, a×b×c` adds every feature of country times every feature of \
                        device, and so on. They count for examples.max.features.""");
    }

    static Definition registry(Definition definition) {
        Allowed file = Allowed.path("a file, or empty", true);
        Allowed type = Allowed.oneOf("PKCS12", "JKS", "PEM");
        Allowed password = new Allowed("a password, or empty", any -> true);
        return definition
                .group("Schema registry")
                .key(Keys.REGISTRY_URL, LIST, "", RegistryKeys.URLS, HIGH, """
                        Where the schema registry's REST API is (Confluent's, which Apicurio, Karapace and Redpanda speak too), with its path: \
                        https://registry.example.org/apis/ccompat/v7. Addresses are asked in turn. Empty is no registry.""")
                .key(Keys.REGISTRY_BASIC_AUTH, STRING, "", RegistryKeys.USER_AND_PASSWORD, MEDIUM, """
                        Who we say we are. A secret: use ${file:path:key}.""")
                .key(Keys.REGISTRY_BEARER_TOKEN, STRING, "", RegistryKeys.TOKEN, MEDIUM, """
                        The same, for registries that want a token. A secret.""")
                .key(Keys.REGISTRY_TIMEOUT_MS, INT, 5000, Allowed.integer(1, 300_000), LOW, """
                        Milliseconds that a registry has to answer one request.""")
                .key(Keys.REGISTRY_AUTO_REGISTER, BOOLEAN, true, new Allowed("true or false", any -> true), MEDIUM, """
                        Whether schemas of outputs are registered. If not, they must be there.""")
                .key(
                        Keys.REGISTRY_SUBJECT_NAMING,
                        STRING,
                        "topic",
                        Allowed.oneOf("topic", "record", "topic-record"),
                        MEDIUM,
                        """
                        The subject of an output's schema. topic: the topic's name with -value. record: the record's full name. topic-record: the \
                        topic's name, - and the record's full name.""")
                .key(Keys.REGISTRY_TRUSTSTORE_LOCATION, STRING, "", file, MEDIUM, """
                        The certificates to trust; empty is those that the JVM trusts.""")
                .key(Keys.REGISTRY_TRUSTSTORE_TYPE, STRING, "PKCS12", type, LOW, "Of that file.")
                .key(Keys.REGISTRY_TRUSTSTORE_PASSWORD, STRING, "", password, MEDIUM, "Of that file. A secret.")
                .key(Keys.REGISTRY_KEYSTORE_LOCATION, STRING, "", file, LOW, """
                        Our own key and certificate, for registries that want one.""")
                .key(Keys.REGISTRY_KEYSTORE_TYPE, STRING, "PKCS12", type, LOW, "Of that file.")
                .key(Keys.REGISTRY_KEYSTORE_PASSWORD, STRING, "", password, LOW, "Of that file. A secret.")
                .key(Keys.REGISTRY_KEY_PASSWORD, STRING, "", password, LOW, """
                        Of the key in that file, if it is another. A secret.""");
    }
}
