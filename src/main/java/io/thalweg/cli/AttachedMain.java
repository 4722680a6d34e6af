package io.thalweg.cli;

import io.thalweg.verify.FaultPoint;
import io.thalweg.verify.Faults;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The program as a child of another process: each line of its standard input names a fault, and it halts when that input ends, which it does when the
 * other process does, however that ends.
 */
final class AttachedMain {
    private static final int LEFT_ALONE = 1;

    private AttachedMain() {}

    public static void main(String[] args) {
        Thread watch = new Thread(AttachedMain::obeyInput, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        Main.main(args);
    }

    private static void obeyInput() {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        try {
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                Faults.arm(FaultPoint.valueOf(line));
            }
        } catch (IOException e) {
            // as good as the end
        }
        Runtime.getRuntime().halt(LEFT_ALONE);
    }
}
