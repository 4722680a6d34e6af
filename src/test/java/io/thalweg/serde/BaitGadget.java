package io.thalweg.serde;

/** Loaded on purpose, to show that loading is seen. */
final class BaitGadget {
    private BaitGadget() {}
}
