package io.thalweg.serde;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Finds the types in a schema whose values take no bytes at all: null, fixed of size 0, and records of nothing else. A record that contains itself without a
 * union between has no values, and is none of them. Takes time in proportion to the schema, and no stack however deep it is. Used once.
 */
final class WithoutBytes {
    private final Set<Schema> found = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Schema, List<Schema>> recordsAround = new IdentityHashMap<>();
    private final Map<Schema, Integer> fieldsLeft = new IdentityHashMap<>();
    private final Deque<Schema> toVisit = new ArrayDeque<>();
    private final Deque<Schema> empty = new ArrayDeque<>();

    WithoutBytes(Schema schema) {
        reach(schema);
        while (!toVisit.isEmpty()) {
            visit(toVisit.pop());
        }
        while (!empty.isEmpty()) {
            Schema type = empty.pop();
            found.add(type);
            recordsAround.get(type).forEach(this::lose);
        }
    }

    Set<Schema> found() {
        return found;
    }

    private List<Schema> reach(Schema type) {
        return recordsAround.computeIfAbsent(type, each -> {
            toVisit.push(each);
            return new ArrayList<>();
        });
    }

    private void visit(Schema type) {
        switch (type.getType()) {
            case ARRAY -> reach(type.getElementType());
            case MAP -> reach(type.getValueType());
            case UNION -> type.getTypes().forEach(this::reach);
            case RECORD -> {
                fieldsLeft.put(type, type.getFields().size() + 1);
                type.getFields().forEach(field -> reach(field.schema()).add(type));
                lose(type);
            }
            case NULL -> empty.push(type);
            case FIXED -> {
                if (type.getFixedSize() == 0) {
                    empty.push(type);
                }
            }
            default -> {}
        }
    }

    private void lose(Schema record) {
        if (fieldsLeft.merge(record, -1, Integer::sum) == 0) {
            empty.push(record);
        }
    }
}
