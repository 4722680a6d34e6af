package io.thalweg.generator;

/** Something that happens to an ad: it is shown, or clicked. */
public sealed interface AdEvent permits Impression, Click {
    /** Of the impression. */
    String id();

    /** When, in milliseconds since 1970 of the stream's own clock. */
    long timeMs();
}
