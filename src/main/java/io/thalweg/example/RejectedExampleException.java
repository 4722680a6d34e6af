package io.thalweg.example;

/** An example refused before it touched a weight. Carries no stack trace: a stream may hold many. */
public final class RejectedExampleException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final RejectReason reason;

    /** @param detail what is wrong, the value, and the allowed range */
    public RejectedExampleException(RejectReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    public RejectReason reason() {
        return reason;
    }
}
