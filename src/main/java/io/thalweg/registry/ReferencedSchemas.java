package io.thalweg.registry;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.Schema;

/**
 * Parses a schema after everything that it refers to, and that refers to in turn; each version of a subject once. No class that a schema names is
 * loaded. One thread, one schema.
 */
final class ReferencedSchemas {
    /** More are a mistake, or malice: each is a level of the stack if each refers to the next. */
    private static final int MOST = 100;

    private final Function<SchemaText.Reference, SchemaText> find;
    private final Schema.Parser parser = new Schema.Parser();
    private final Set<SchemaText.Reference> begun = new HashSet<>();
    private final Set<SchemaText.Reference> parsed = new HashSet<>();

    private ReferencedSchemas(Function<SchemaText.Reference, SchemaText> find) {
        this.find = find;
    }

    /**
     * @param find what a reference stands for; its exceptions go through
     * @throws UnusableSchemaException with the reason
     */
    static Schema parse(SchemaText schema, Function<SchemaText.Reference, SchemaText> find) {
        return new ReferencedSchemas(find).parse(schema);
    }

    private Schema parse(SchemaText schema) {
        if (!schema.isAvro()) {
            throw new UnusableSchemaException("it is of type " + schema.type() + ", not AVRO", null);
        }
        schema.references().forEach(this::resolve);
        try {
            return parser.parse(schema.text());
        } catch (RuntimeException e) {
            throw new UnusableSchemaException("Avro cannot read it: " + Words.oneLine(e.getMessage()), e);
        }
    }

    private void resolve(SchemaText.Reference reference) {
        if (parsed.contains(reference)) {
            return;
        }
        if (!begun.add(reference)) {
            throw new UnusableSchemaException(reference + " refers to itself", null);
        }
        if (begun.size() > MOST) {
            throw new UnusableSchemaException("it has more than " + MOST + " references", null);
        }
        parse(find.apply(reference));
        parsed.add(reference);
    }
}
