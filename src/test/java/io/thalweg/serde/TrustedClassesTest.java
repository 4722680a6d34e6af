package io.thalweg.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.avro.Prediction;
import java.io.File;
import org.apache.avro.util.ClassSecurityValidator;
import org.junit.jupiter.api.Test;

class TrustedClassesTest {
    @Test
    void trustsTheGeneratedPackageAndNothingElseBesideAvrosOwn() {
        TrustedClasses.install();
        ClassSecurityValidator.ClassSecurityPredicate trusted = ClassSecurityValidator.getGlobal();
        TrustedClasses.install();
        assertThat(ClassSecurityValidator.getGlobal()).isSameAs(trusted);
        assertThat(trusted.isTrusted(Prediction.class)).isTrue();
        assertThat(trusted.isTrusted(String.class)).isTrue();
        assertThat(trusted.isTrusted(PredictionRecord.class)).isFalse();
        assertThat(trusted.isTrusted(File.class)).isFalse();
    }
}
