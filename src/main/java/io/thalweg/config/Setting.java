package io.thalweg.config;

/**
 * One key as somebody has set it.
 *
 * @param source a file, {@code --set} or an environment variable, as messages name it
 * @param written the text as given; this and nothing else is ever shown, so that what a reference stands for stays hidden
 * @param value the text with its references resolved
 */
record Setting(String key, String source, String written, String value) {
    private static final int SHOWN_LENGTH = 200;
    private static final String USER_IN_URL = "://[^/\\s]*@";

    /** For what is refused because of its user: however it is written. */
    private static final String ALL_TO_THE_USER = "(?s).*@";

    /** The written text on one line, or {@link Secrets#HIDDEN}. */
    String shown() {
        if (Secrets.holds(key)) {
            return Secrets.HIDDEN;
        }
        String withoutUser = key.equals(Keys.REGISTRY_URL)
                ? written.replaceAll(ALL_TO_THE_USER, Secrets.HIDDEN + "@")
                : written.replaceAll(USER_IN_URL, "://" + Secrets.HIDDEN + "@");
        String line = withoutUser.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= SHOWN_LENGTH ? line : line.substring(0, SHOWN_LENGTH) + "…";
    }

    /** Key, value and source, as error messages begin. */
    @Override
    public String toString() {
        return key + "=" + shown() + " in " + source;
    }
}
