package io.thalweg.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The columns of a CSV file: their names, all different, and what each is for. Immutable; any thread. */
final class CsvHeader {
    enum Role {
        FEATURE,
        LABEL,
        ID,
        IMPORTANCE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final List<String> USUAL_LABELS = List.of("label", "y");

    private final List<String> columns;
    private final byte[][] names;
    private final Role[] roles;

    private CsvHeader(List<String> columns, CsvColumns asked) throws FormatException {
        this.columns = columns;
        names = columns.stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        checkNames();
        roles = new Role[columns.size()];
        Arrays.fill(roles, Role.FEATURE);
        assign(Role.LABEL, asked.label() != null ? asked.label() : usualLabel());
        assign(Role.ID, asked.id());
        assign(Role.IMPORTANCE, asked.importance());
    }

    /** Reads the first row, whose characters are bytes of UTF-8. */
    static CsvHeader read(CsvParser parser, CsvColumns asked) throws IOException {
        List<String> columns = new ArrayList<>();
        try {
            if (parser.nextToken() == null) {
                throw new FormatException("the file is empty; its first line must name the columns");
            }
            while (parser.nextToken() == JsonToken.VALUE_STRING) {
                columns.add(new String(parser.getText().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
            }
        } catch (JsonProcessingException e) {
            throw new FormatException("the header is not CSV: a name in quotes does not end in one, or is too long");
        }
        return new CsvHeader(columns, asked);
    }

    int size() {
        return roles.length;
    }

    Role role(int column) {
        return roles[column];
    }

    /** As UTF-8; not to be changed. */
    byte[] name(int column) {
        return names[column];
    }

    private void checkNames() throws FormatException {
        Set<String> seen = new HashSet<>();
        for (String name : columns) {
            if (name.isEmpty()) {
                throw new FormatException(
                        "column " + (seen.size() + 1) + " has no name; the first line must name them all");
            }
            if (!seen.add(name)) {
                throw new FormatException("two columns are called " + Malformed.excerpt(name) + "; names must differ");
            }
        }
    }

    private String usualLabel() throws FormatException {
        for (String name : USUAL_LABELS) {
            if (columns.contains(name)) {
                return name;
            }
        }
        throw new FormatException("no column is called label or y: say which is the label; the columns are " + list());
    }

    private void assign(Role role, String name) throws FormatException {
        if (name == null) {
            return;
        }
        int column = columns.indexOf(name);
        if (column < 0) {
            throw new FormatException("there is no column " + Malformed.excerpt(name) + " for the " + role
                    + "; the columns are " + list());
        }
        if (roles[column] != Role.FEATURE) {
            throw new FormatException(
                    "column " + Malformed.excerpt(name) + " cannot be both the " + roles[column] + " and the " + role);
        }
        roles[column] = role;
    }

    private String list() {
        return String.join(", ", columns.stream().map(Malformed::excerpt).toList());
    }
}
