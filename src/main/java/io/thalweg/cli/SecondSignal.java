package io.thalweg.cli;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * What Ctrl-C and SIGTERM do while the process is ending already: the JVM would let them wait for its end. {@code sun.misc.Signal} is supported (module
 * {@code jdk.unsupported}, JEP 260), but javac warns of its name whatever is suppressed; hence reflection.
 */
final class SecondSignal {
    private static final int SIGNALLED = 128;

    private SecondSignal() {}

    /** From now on a signal halts the process, with exit code 130 or 143. */
    static void halts() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Constructor<?> named = signal.getConstructor(String.class);
            Method number = signal.getMethod("getNumber");
            Object halt = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, args) -> {
                        Runtime.getRuntime().halt(SIGNALLED + (int) number.invoke(args[0]));
                        return null;
                    });
            for (String name : List.of("INT", "TERM")) {
                signal.getMethod("handle", signal, handler).invoke(null, named.newInstance(name), halt);
            }
        } catch (ReflectiveOperationException e) {
            // A JVM without the module, or told to leave signals alone (-Xrs): a second signal waits for the end, as
            // ever.
        }
    }
}
