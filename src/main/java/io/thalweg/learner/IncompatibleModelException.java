package io.thalweg.learner;

/** A model that must not be continued here: its weights have another meaning, or their bytes are not what was written. */
public final class IncompatibleModelException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param why the difference, in words that follow "the model cannot be continued: " */
    public IncompatibleModelException(String why) {
        this(
                "the model cannot be continued: ",
                why,
                "Use the settings it was learned with, or start a new one under another application.id; a model of one margin with"
                        + " the same loss and hash.bits can begin with its weights, warm.start.take=weights");
    }

    private IncompatibleModelException(String what, String why, String remedy) {
        super(what + why + ". " + remedy);
    }

    /** @param why the difference, in words that follow "the weights cannot be taken: " */
    public static IncompatibleModelException ofWeights(String why) {
        return new IncompatibleModelException(
                "the weights cannot be taken: ",
                why,
                "Use the loss and hash.bits that they were learned with, or leave out warm.start");
    }
}
