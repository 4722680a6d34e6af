package io.thalweg.broker;

/** An embedded broker that could not start. The message is one line: what stands in the way, and what to do. Nothing is left running. */
public sealed class BrokerStartException extends RuntimeException permits BrokerPlaceException {
    private static final long serialVersionUID = 1;

    BrokerStartException(String message) {
        super(message);
    }

    BrokerStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
