package io.thalweg.learner;

/** A model that must not be continued here: its weights have another meaning, or their bytes are not what was written. */
public final class IncompatibleModelException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param why the difference, in words that follow "the model cannot be continued: " */
    public IncompatibleModelException(String why) {
        super("the model cannot be continued: " + why
                + ". Use the settings it was learned with, or start a new one under another application.id");
    }
}
