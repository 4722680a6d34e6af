package io.thalweg.serde;

/** What an attacker would like to have loaded: it has the constructor that Avro calls for a class named in a schema. Nothing else mentions it. */
final class Gadget {
    private final String text;

    Gadget(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
