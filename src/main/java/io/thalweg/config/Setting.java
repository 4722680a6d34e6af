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

    /** The written text on one line, or {@link Secrets#HIDDEN}. */
    String shown() {
        if (Secrets.holds(key)) {
            return Secrets.HIDDEN;
        }
        String line = written.replaceAll("\\p{Cntrl}", " ").replaceAll(USER_IN_URL, "://" + Secrets.HIDDEN + "@");
        return line.length() <= SHOWN_LENGTH ? line : line.substring(0, SHOWN_LENGTH) + "…";
    }

    /** Key, value and source, as error messages begin. */
    @Override
    public String toString() {
        return key + "=" + shown() + " in " + source;
    }
}
