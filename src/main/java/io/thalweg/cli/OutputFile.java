package io.thalweg.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks a file that a command is to write, before the work begins rather than after it. */
final class OutputFile {
    private final String option;
    private final Path file;

    private OutputFile(String option, Path file) {
        this.option = option;
        this.file = file;
    }

    /**
     * @param file null if it is not asked for
     * @param others files that the command reads or writes besides; null and {@code -} are none
     * @throws Failure if the file cannot be written, or writing it would destroy one of the others
     */
    static void check(String option, Path file, Object... others) {
        if (file != null) {
            OutputFile output = new OutputFile(option, file);
            output.checkWritable();
            for (Object other : others) {
                output.checkDiffers(other);
            }
        }
    }

    /**
     * The same for a file that is written aside and then put in its place: a device or a pipe would be gone.
     *
     * @throws Failure if what is there is no file
     */
    static void checkReplaceable(String option, Path file, Object... others) {
        check(option, file, others);
        if (file != null && Files.exists(file) && !Files.isRegularFile(file)) {
            throw new OutputFile(option, file).refused("is a device or a pipe; it must be a file");
        }
    }

    /**
     * Makes a directory that the settings name, if it is not there.
     *
     * @throws Failure if that, or writing to it, is impossible
     */
    static void checkDirectory(String key, Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new Failure(
                    Failure.USAGE,
                    key + "=" + directory + " cannot be created: " + Failures.words(e) + "; choose another directory",
                    e);
        }
        if (!Files.isWritable(directory)) {
            throw new Failure(
                    Failure.USAGE, key + "=" + directory + " must not be written to; choose another directory");
        }
    }

    private void checkWritable() {
        if (Files.isDirectory(file)) {
            throw refused("is a directory; it must be a file");
        }
        Path directory = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(directory)) {
            throw refused("cannot be written: there is no directory " + directory + "; create it, or choose another");
        }
        if (!Files.isWritable(Files.exists(file) ? file : directory)) {
            throw refused("cannot be written: no permission");
        }
    }

    private void checkDiffers(Object other) {
        if (other != null && !other.toString().equals("-") && isSame(Path.of(other.toString()))) {
            throw refused("would overwrite another file of this command; choose another");
        }
    }

    private boolean isSame(Path other) {
        try {
            return file.toAbsolutePath()
                            .normalize()
                            .equals(other.toAbsolutePath().normalize())
                    || Files.exists(file) && Files.exists(other) && Files.isSameFile(file, other);
        } catch (IOException e) {
            throw Failures.unusableFile(e);
        }
    }

    private Failure refused(String why) {
        return new Failure(Failure.USAGE, option + " " + file + " " + why);
    }
}
