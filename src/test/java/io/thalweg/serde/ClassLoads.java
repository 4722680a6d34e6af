package io.thalweg.serde;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordingFile;

/** The classes that the JVM loads while something is done, as Flight Recorder sees them. */
final class ClassLoads {
    private static final String EVENT = "jdk.ClassLoad";

    private ClassLoads() {}

    /** May throw what it likes: whoever sends hostile bytes does not mind. */
    interface Action {
        void run() throws Exception;
    }

    /** Names of classes that were not loaded before. */
    static List<String> during(Path directory, Action action) throws IOException {
        Path file = Files.createTempFile(directory, "classes", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable(EVENT).withoutThreshold().withoutStackTrace();
            recording.start();
            try {
                action.run();
            } catch (Exception e) {
                // what is loaded counts, not how it ends
            }
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals(EVENT))
                .map(event -> event.<RecordedClass>getValue("loadedClass").getName())
                .toList();
    }
}
