package io.thalweg.broker;

/** The port or the directory that an embedded broker was asked to use cannot be had: asking for another helps. */
public final class BrokerPlaceException extends BrokerStartException {
    private static final long serialVersionUID = 1;

    BrokerPlaceException(String message) {
        super(message);
    }

    BrokerPlaceException(String message, Throwable cause) {
        super(message, cause);
    }
}
