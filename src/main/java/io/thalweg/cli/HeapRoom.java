package io.thalweg.cli;

import io.thalweg.config.ModelMemory;
import io.thalweg.config.ThalwegConfig;
import java.util.Locale;

/** Whether this JVM's heap has room for the models that it may be given. */
final class HeapRoom {
    private HeapRoom() {}

    /** @throws Failure with the arithmetic, if it has not */
    static void check(ThalwegConfig config, int partitions, long heapBytes) {
        ModelMemory model = config.modelMemory();
        int models = config.modelsPerInstance(partitions);
        double room = ModelMemory.HEAP_SHARE * heapBytes;
        if (models * (double) model.bytes() < room) {
            return;
        }
        throw new Failure(
                Failure.USAGE,
                "this instance may get " + models + " of the " + partitions + " models of topic "
                        + config.topics().examples() + ", and each takes " + mebibytes(model.bytes()) + " MiB of heap ("
                        + model.weights() + " weights of " + model.floatsPerWeight()
                        + " floats of 4 bytes, and a window of "
                        + model.windowFloats() + " floats, and " + model.namesBytes() + " bytes for names): "
                        + mebibytes(models * model.bytes())
                        + " MiB. The JVM has " + mebibytes(heapBytes) + " MiB, room for "
                        + (long) (room / model.bytes())
                        + ": raise -Xmx, lower hash.bits, or start more instances and say with the setting instances how many there"
                        + " are at least");
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / (double) (1 << 20));
    }
}
