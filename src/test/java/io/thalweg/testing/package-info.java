/** What several tests share: slow references in double precision, seeded examples, and learners to feed them to. */
package io.thalweg.testing;
