package io.thalweg.serde;

import io.thalweg.avro.LabeledExample;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Avro instantiates no class that a schema names unless it is trusted, not even those it generated: these are trusted here, and nothing is
 * taken from what was trusted before. Any thread.
 */
final class TrustedClasses {
    private static boolean installed;

    private TrustedClasses() {}

    /** Trusts exactly the package of the generated classes; once is enough, more does no harm. */
    static synchronized void install() {
        if (!installed) {
            String generated = LabeledExample.class.getPackageName();
            ClassSecurityPredicate ours = type -> type.getPackageName().equals(generated);
            ClassSecurityValidator.setGlobal(
                    ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), ours));
            installed = true;
        }
    }
}
