package io.thalweg.verify;

import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The fault that this process has been told of and that has not yet struck. Told on one thread, strikes on another. */
public final class Faults {
    static final String ARMED_LOG = "fault to come: ";
    static final String STRUCK_LOG = "fault: ";

    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
    private static final int KILLED = 137;
    private static final AtomicReference<FaultPoint> ARMED = new AtomicReference<>();

    private Faults() {}

    /** From now on, the first who comes to this point strikes. */
    public static void arm(FaultPoint point) {
        ARMED.set(point);
        LOG.warn("{}{}", ARMED_LOG, point);
    }

    static boolean isArmed(FaultPoint point) {
        return ARMED.get() == point;
    }

    /** Whether the fault strikes here and now; then it does not strike again. A fatal one does not return: nothing runs any more, as after SIGKILL. */
    static boolean strikes(FaultPoint point) {
        boolean strikes = ARMED.compareAndSet(point, null);
        if (strikes) {
            if (point.isFatal()) {
                Runtime.getRuntime().halt(KILLED);
            }
            LOG.warn("{}{}", STRUCK_LOG, point);
        }
        return strikes;
    }
}
