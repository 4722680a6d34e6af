package io.thalweg.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;

/**
 * A registry over Confluent's REST API, which Confluent's, Apicurio's (under {@code /apis/ccompat/v7}), Karapace and Redpanda's speak. Schemas that were
 * found are kept, the 10,000 used last; that there is none with an id is asked anew each time. Any thread; threads that ask the same at the same time
 * may each ask the registry.
 */
public final class RestRegistry implements SchemaRegistry, AutoCloseable {
    private static final int KEPT = 10_000;

    private final Addresses addresses;
    private final boolean autoRegister;
    private final LastUsed<Integer, Schema> schemas = new LastUsed<>(KEPT);
    private final LastUsed<Registration, Integer> ids = new LastUsed<>(KEPT);
    private volatile boolean closed;

    private record Registration(String subject, String schema) {}

    /**
     * Asks nothing yet.
     *
     * @throws RegistrySettingsException if a store of keys or certificates cannot be opened
     */
    public RestRegistry(RegistrySettings settings) {
        this(settings, Patience.REAL);
    }

    RestRegistry(RegistrySettings settings, Patience patience) {
        this(settings, new HttpExchange(settings), patience);
    }

    RestRegistry(RegistrySettings settings, Exchange exchange, Patience patience) {
        addresses = new Addresses(settings.urls(), exchange, patience);
        autoRegister = settings.autoRegister();
    }

    /**
     * Whether a registry answers there, and lets us in; to be asked at the start.
     *
     * @throws RegistryUnavailableException if not
     */
    public void check() {
        Answer answer = ask(Request.subjects());
        if (!answer.succeeded() || !answer.body().isArray()) {
            throw malformed("a list of subjects", answer);
        }
    }

    @Override
    public Schema schema(int id) {
        Schema known = schemas.get(id);
        if (known == null) {
            known = read(id);
            schemas.put(id, known);
        }
        return known;
    }

    private Schema read(int id) {
        if (id < 0) {
            throw new UnknownSchemaIdException("schema id " + id + " is below 0, which no registry gives", null);
        }
        String name = "schema id " + id;
        try {
            return ReferencedSchemas.parse(text(Request.schema(id), name), this::referenced);
        } catch (UnusableSchemaException e) {
            throw new UnknownSchemaIdException(name + ": " + e.getMessage(), e);
        }
    }

    private SchemaText referenced(SchemaText.Reference reference) {
        return text(Request.version(reference), reference.toString());
    }

    private SchemaText text(Request request, String name) {
        Answer answer = ask(request);
        if (!answer.succeeded()) {
            throw new UnknownSchemaIdException(
                    name + " is not in the schema registry (" + answer.message() + ")", null);
        }
        return SchemaText.read(answer.body()).orElseThrow(() -> malformed(name, answer));
    }

    @Override
    public int register(String subject, Schema schema) {
        Registration registration = new Registration(subject, schema.toString());
        Integer known = ids.get(registration);
        if (known == null) {
            known = idOf(registration);
            ids.put(registration, known);
        }
        return known;
    }

    private int idOf(Registration registration) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("schema", registration.schema);
        Answer answer = ask(
                autoRegister
                        ? Request.register(registration.subject, json)
                        : Request.lookUp(registration.subject, json));
        if (!answer.succeeded()) {
            throw refusal(registration.subject, answer);
        }
        if (!answer.body().path("id").isInt()) {
            throw malformed("an id", answer);
        }
        return answer.body().path("id").intValue();
    }

    private RegistryRefusalException refusal(String subject, Answer answer) {
        String what = !autoRegister && answer.notFound()
                ? "does not have the schema under subject " + subject + " (" + answer.message()
                        + "): register it there, or set registry.auto.register=true"
                : "does not take the schema under subject " + subject + " (" + answer.message()
                        + "): register a compatible one there, or change the subject's compatibility";
        return new RegistryRefusalException("the schema registry " + what, null);
    }

    private Answer ask(Request request) {
        if (closed) {
            throw new RegistryUnavailableException("the client of " + addresses.shown() + " is closed", null);
        }
        return addresses.ask(request);
    }

    private RegistryUnavailableException malformed(String expected, Answer answer) {
        return new RegistryUnavailableException(
                "what answers at " + addresses.shown() + " is not a schema registry: asked for " + expected
                        + ", it answers HTTP " + answer.status() + " with something else; " + Problem.CHECK_ADDRESS,
                null);
    }

    /** Nothing is asked any more; what is known stays known. */
    @Override
    public void close() {
        closed = true;
    }
}
