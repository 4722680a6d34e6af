package io.thalweg.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.thalweg.example.ExampleReader;
import io.thalweg.example.ExampleSink;
import io.thalweg.example.RejectedExampleException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * CSV as in RFC 4180, with a header, one example a row. A cell that is a number is a numeric feature called as its column; any
 * other is categorical; an empty one is no feature, no label, no id, or importance 1. A label that is not a number is the name of a
 * class. Blanks around an unquoted cell are not part of it. Rows without cells are passed over. One thread.
 *
 * <p>The file is decoded as ISO 8859-1, which takes every byte to one character and back: names and categories keep the bytes
 * they have in the file.
 */
final class CsvReader implements ExampleReader {
    private static final int LONGEST_CELL_BYTES = 16 << 20;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final int longestCellBytes;
    private final CsvParser parser;
    private final CsvHeader header;
    private final NumberText number = new NumberText();
    private final String[] cells;
    private byte[] cell = new byte[256];
    private int cellLength;
    private long line;

    /** @throws FormatException if the file is empty, or its header lacks a column that is asked for, or cannot name features */
    CsvReader(InputStream in, CsvColumns columns) throws IOException {
        this(in, columns, LONGEST_CELL_BYTES);
    }

    CsvReader(InputStream in, CsvColumns columns, int longestCellBytes) throws IOException {
        this.longestCellBytes = longestCellBytes;
        parser = CsvFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(longestCellBytes)
                        .build())
                .enable(CsvParser.Feature.TRIM_SPACES)
                .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
                .build()
                .createParser(new InputStreamReader(withoutByteOrderMark(in), StandardCharsets.ISO_8859_1));
        header = CsvHeader.read(parser, columns);
        cells = new String[header.size()];
    }

    private static InputStream withoutByteOrderMark(InputStream in) throws IOException {
        PushbackInputStream pushback = new PushbackInputStream(in, BYTE_ORDER_MARK.length);
        byte[] start = pushback.readNBytes(BYTE_ORDER_MARK.length);
        if (!Arrays.equals(start, BYTE_ORDER_MARK)) {
            pushback.unread(start);
        }
        return pushback;
    }

    @Override
    public boolean read(ExampleSink sink) throws IOException {
        if (!row()) {
            return false;
        }
        sink.begin();
        for (int column = 0; column < cells.length; column++) {
            if (!cells[column].isEmpty()) {
                give(column, sink);
            }
        }
        return true;
    }

    @Override
    public long line() {
        return line;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    /** Reads the cells of the next row; false at the end of the file. */
    private boolean row() throws IOException {
        int count = 0;
        try {
            if (parser.nextToken() == null) {
                return false;
            }
            for (JsonToken token = parser.nextToken(); token == JsonToken.VALUE_STRING; token = parser.nextToken()) {
                if (count == 0) {
                    line = parser.currentTokenLocation().getLineNr();
                }
                if (count < cells.length) {
                    cells[count] = parser.getText();
                }
                count++;
            }
        } catch (JsonProcessingException e) {
            if (count == 0) {
                line = parser.currentTokenLocation().getLineNr();
            }
            skipRow();
            throw malformed(e);
        }
        if (count != cells.length) {
            throw Malformed.line("the row has " + count + " cells; the header has " + cells.length);
        }
        return true;
    }

    private void skipRow() throws IOException {
        JsonToken token;
        do {
            try {
                token = parser.nextToken();
            } catch (JsonProcessingException e) {
                token = JsonToken.VALUE_STRING;
            }
        } while (token == JsonToken.VALUE_STRING);
    }

    private RejectedExampleException malformed(JsonProcessingException e) {
        return Malformed.line(
                e instanceof StreamConstraintsException
                        ? "a cell is longer than " + longestCellBytes + " bytes; perhaps its closing quote is missing"
                        : "a quoted cell does not end in a quote followed by a comma or the end of the line");
    }

    private void give(int column, ExampleSink sink) {
        encode(cells[column]);
        switch (header.role(column)) {
            case ID -> sink.id(text());
            case LABEL -> label(sink);
            case IMPORTANCE -> sink.importance(number(column));
            case FEATURE -> feature(header.name(column), sink);
        }
    }

    private String text() {
        return new String(cell, 0, cellLength, StandardCharsets.UTF_8);
    }

    private void label(ExampleSink sink) {
        if (number.parse(cell, 0, cellLength)) {
            sink.label(number.doubleValue());
        } else {
            sink.label(text());
        }
    }

    private double number(int column) {
        if (!number.parse(cell, 0, cellLength)) {
            throw Malformed.line(
                    header.role(column) + " " + Malformed.excerpt(cell, 0, cellLength) + " is not a number");
        }
        return number.doubleValue();
    }

    private void feature(byte[] name, ExampleSink sink) {
        if (number.parse(cell, 0, cellLength)) {
            sink.numeric(name, 0, name.length, number.floatValue());
        } else {
            sink.categorical(name, 0, name.length, cell, 0, cellLength);
        }
    }

    private void encode(String text) {
        cellLength = text.length();
        if (cellLength > cell.length) {
            cell = new byte[2 * cellLength];
        }
        for (int i = 0; i < cellLength; i++) {
            cell[i] = (byte) text.charAt(i);
        }
    }
}
