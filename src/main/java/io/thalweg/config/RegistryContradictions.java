package io.thalweg.config;

import java.util.List;

/** Rules between the settings of the schema registry. A rule is skipped when one of its settings is already an error of its own. One thread. */
final class RegistryContradictions {
    private static final String PEM = "PEM";

    private final Values values;
    private final List<String> errors;

    private RegistryContradictions(Values values, List<String> errors) {
        this.values = values;
        this.errors = errors;
    }

    static void check(Values values, List<String> errors) {
        if (values.allowed(Keys.REGISTRY.toArray(String[]::new))) {
            RegistryContradictions contradictions = new RegistryContradictions(values, errors);
            contradictions.address();
            contradictions.credentials();
            contradictions.store(
                    Keys.REGISTRY_TRUSTSTORE_LOCATION,
                    Keys.REGISTRY_TRUSTSTORE_TYPE,
                    List.of(Keys.REGISTRY_TRUSTSTORE_PASSWORD));
            contradictions.store(
                    Keys.REGISTRY_KEYSTORE_LOCATION,
                    Keys.REGISTRY_KEYSTORE_TYPE,
                    List.of(Keys.REGISTRY_KEYSTORE_PASSWORD, Keys.REGISTRY_KEY_PASSWORD));
        }
    }

    private void address() {
        List<String> urls = values.list(Keys.REGISTRY_URL);
        for (String key : Keys.REGISTRY) {
            if (!isSet(key)) {
                continue;
            }
            if (urls.isEmpty()) {
                add(key, Keys.REGISTRY_URL, "there is no registry to ask; set registry.url, or leave it out");
            } else if (key.startsWith(Keys.REGISTRY_SSL) && urls.stream().noneMatch(RegistryKeys::isHttps)) {
                add(key, Keys.REGISTRY_URL, "no address speaks TLS; use https://, or leave it out");
            }
        }
    }

    private void credentials() {
        if (isSet(Keys.REGISTRY_BASIC_AUTH) && isSet(Keys.REGISTRY_BEARER_TOKEN)) {
            add(
                    Keys.REGISTRY_BASIC_AUTH,
                    Keys.REGISTRY_BEARER_TOKEN,
                    "the registry is told one of them; leave the other out");
        }
    }

    private void store(String location, String type, List<String> passwords) {
        boolean pem = values.text(type).equals(PEM);
        if (!isSet(location) && values.given(type)) {
            add(type, location, "there is no file of that type; set " + location + ", or leave it out");
        }
        for (String password : passwords) {
            if (isSet(password) && !isSet(location)) {
                add(password, location, "there is no file to open with it; set " + location + ", or leave it out");
            } else if (isSet(password) && pem) {
                add(password, type, "files in PEM are read without a password; leave it out, or use PKCS12");
            }
        }
    }

    /** Given, and something else than empty. */
    private boolean isSet(String key) {
        return !key.equals(Keys.REGISTRY_URL)
                && values.given(key)
                && !values.written(key).isEmpty();
    }

    private void add(String key, String other, String why) {
        errors.add(values.describe(key) + " and " + values.describe(other) + ": " + why);
    }
}
