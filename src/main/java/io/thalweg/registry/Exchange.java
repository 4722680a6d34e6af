package io.thalweg.registry;

import java.io.IOException;
import java.net.URI;

/** One question to one address. Any thread. */
interface Exchange {
    /** @throws IOException if no answer came in time, or none that a registry gives */
    Answer send(URI url, Request request) throws IOException, InterruptedException;
}
