package io.thalweg.fuzz;

import io.thalweg.format.ExampleFile;
import io.thalweg.format.FileFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Files that may be gzipped, opened and read to the end. */
final class GzipTarget implements Target {
    private final Path file = TemporaryFile.create();
    private final byte[] buffer = new byte[1 << 16];

    @Override
    public List<byte[]> seeds() throws IOException {
        byte[] text = TextTarget.text(FileFormat.VW).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int member = 0; member < 2; member++) {
            try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
                gzip.write(text);
            }
        }
        return List.of(bytes.toByteArray(), text);
    }

    @Override
    public void run(byte[] input) throws IOException {
        Files.write(file, input);
        try (InputStream in = ExampleFile.open(file.toString())) {
            while (in.read(buffer) >= 0) {
                buffer[0] = 0;
            }
        } catch (IOException e) {
            Target.isOneLine(e);
        }
    }

    @Override
    public int cost() {
        return 4;
    }
}
