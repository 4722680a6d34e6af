package io.thalweg.fuzz;

import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.ExampleReader;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.format.CsvColumns;
import io.thalweg.format.FileFormat;
import io.thalweg.format.TextExamples;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Files of one text format. */
final class TextTarget implements Target {
    private final FileFormat format;
    private final ExampleBuilder builder = new ExampleBuilder(18, 1000);

    TextTarget(FileFormat format) {
        this.format = format;
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(text(format).getBytes(StandardCharsets.UTF_8));
    }

    static String text(FileFormat format) {
        return switch (format) {
            case VW -> """
                    1 2.5 'first|user:0.5 age:3 name=ada |page x:1e3 y:-0.25e-3 z
                    -1 |f a:1 b:2 colon:in:name:3 c=red

                    cat 0 tag|ns:2 w=5 :7
                    | only features:inf nan:nan
                    1 1 0 | 12345678901234567890:0.000000000000000000000001
                    """;
            case LIBSVM -> """
                    +1 1:0.5 7:-2e10 262143:3 # comment
                    -1 2:1
                    rose 3:nan 4:1e400

                    # nothing
                    0 qid:3 1:1
                    """;
            case CSV ->
                "label,size,\"co,lour\",id\r\n1,2.5,red,a\r\n0,,\"gr\"\"een\",b\r\n\r\n-1,1e400,straße,c\r\n1,2\r\n";
            case JSON -> """
                    {"id":"a","label":true,"price":2.5,"tags":["x","y"],"emb":[0.5,1e3],"user":{"age":30,"city":"Bonn"}}
                    {"label":"rose","importance":0.5,"n":null,"m":[[1,2],[3]],"items":[{"p":1},{"p":2}],"big":123456789012345678901234567890}

                    {"label":0,"straße":"\\u00fcber","x":-1e400}
                    """;
            case AVRO -> throw new IllegalArgumentException("not text");
        };
    }

    @Override
    public void run(byte[] input) throws IOException {
        read(new ByteArrayInputStream(input));
    }

    private void read(InputStream in) {
        try (ExampleReader reader = TextExamples.read(format, in, CsvColumns.DEFAULT)) {
            while (read(reader)) {
                reader.line();
            }
        } catch (IOException e) {
            Target.isOneLine(e);
        }
    }

    private boolean read(ExampleReader reader) throws IOException {
        try {
            if (!reader.read(builder)) {
                return false;
            }
            RecordTarget.isFinite(builder.build());
        } catch (RejectedExampleException e) {
            Target.isOneLine(e);
        }
        return true;
    }
}
