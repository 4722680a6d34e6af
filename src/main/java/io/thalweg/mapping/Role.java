package io.thalweg.mapping;

/** What a field is if it is not, or not only, a feature. */
public enum Role {
    LABEL("label.field", "int, long, float, double, boolean, string, enum or decimal"),
    IMPORTANCE("importance.field", "int, long, float, double or decimal"),
    ID("id.field", "string, int, long or enum"),
    TIME("time.field", "timestamp, local-timestamp, date, long (milliseconds) or string (ISO-8601)");

    private final String key;
    private final String allowed;

    Role(String key, String allowed) {
        this.key = key;
        this.allowed = allowed;
    }

    /** The setting that names the field. */
    public String key() {
        return key;
    }

    /** The types that the field may have, with null or without. */
    public String allowed() {
        return allowed;
    }
}
