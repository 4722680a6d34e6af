package io.thalweg.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SnapshotKeyTest {
    @Test
    void aKeyBeginsWithTheNameOfItsModel() {
        byte[] key = new SnapshotKey("clicks-2", 3, 5, 0).bytes();
        assertThat(new String(key, UTF_8)).isEqualTo("clicks-2/3/5/0");
        assertThat(SnapshotKey.model(key)).isEqualTo("clicks-2");
    }

    @Test
    void whatIsNotOneOfOursBelongsToNoModel() {
        assertThat(SnapshotKey.model(null)).isEmpty();
        assertThat(SnapshotKey.model(new byte[0])).isEmpty();
        assertThat(SnapshotKey.model("clicks".getBytes(UTF_8))).isEmpty();
    }
}
