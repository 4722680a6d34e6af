package io.thalweg.registry;

import org.apache.avro.Schema;

/** Schemas by the ids that records carry in Confluent's wire format. An id stands for one schema for ever, so that what was found once is not asked for again. Any thread. */
public interface SchemaRegistry {
    /**
     * The schema with this id; at once if it was found before, else after a question that takes seconds at most while a registry is down.
     *
     * @throws UnknownSchemaIdException if the registry says that there is none, or it is not Avro, or Avro cannot read it
     * @throws RegistryUnavailableException if no registry could be asked; a later call may succeed
     */
    Schema schema(int id);

    /**
     * The id of a schema under a subject, which is registered there if it is not yet, or only looked up where registering is not wanted. The text
     * that is registered is the schema's own, with everything that the generator of a class has added to it.
     *
     * @throws RegistryUnavailableException if no registry could be asked
     * @throws RegistryRefusalException if the registry does not take it
     */
    int register(String subject, Schema schema);
}
