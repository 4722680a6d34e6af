package io.thalweg.cli;

import java.io.IOException;

/** The program as a child of another process: halts when its standard input ends, which it does when the other process does, however that ends. */
final class AttachedMain {
    private static final int LEFT_ALONE = 1;

    private AttachedMain() {}

    public static void main(String[] args) {
        Thread watch = new Thread(AttachedMain::haltAtEndOfInput, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        Main.main(args);
    }

    private static void haltAtEndOfInput() {
        try {
            while (System.in.read() != -1) {
                // nothing is said to it
            }
        } catch (IOException e) {
            // as good as the end
        }
        Runtime.getRuntime().halt(LEFT_ALONE);
    }
}
