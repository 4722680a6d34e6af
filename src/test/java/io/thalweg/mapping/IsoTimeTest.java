package io.thalweg.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {
    private final IsoTime iso = new IsoTime();

    @Test
    void readsWhatJavaWrites() {
        Random random = new Random(1);
        long first = LocalDate.of(0, 1, 1).toEpochDay() * 86_400_000;
        long last = LocalDate.of(9999, 12, 31).toEpochDay() * 86_400_000;
        for (int i = 0; i < 10_000; i++) {
            long ms = random.nextLong(first, last) / (random.nextBoolean() ? 1 : 1000);
            Instant instant = Instant.ofEpochMilli(ms);
            assertThat(iso.parse(instant.toString())).as("%s", instant).isEqualTo(ms);
            assertThat(iso.parse(
                            instant.atOffset(ZoneOffset.ofHoursMinutes(-3, -30)).toString()))
                    .as("%s", instant)
                    .isIn(ms, IsoTime.NONE); // a year of more or less than four digits over there
            assertThat(new String(CalendarParts.weekday(ms)))
                    .isEqualToIgnoringCase(
                            instant.atOffset(ZoneOffset.UTC).getDayOfWeek().name());
            assertThat(new String(CalendarParts.hour(ms)))
                    .isEqualTo("" + instant.atOffset(ZoneOffset.UTC).getHour());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01, 0",
        "1970-01-02T03:04, 97440000",
        "1970-01-01 00:00:01, 1000",
        "1970-01-01T00:00:00.123456789Z, 123",
        "1970-01-01T01:00:00+0100, 0",
        "1970-01-01T01:00:00+01, 0",
        "'1970-01-01T00:00:00,5z', 500",
        "2024-02-29, 1709164800000",
        "1969-12-31T23:59:59.999Z, -1"
    })
    void readsTheUsualForms(String text, long ms) {
        assertThat(iso.parse(text)).isEqualTo(ms);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "1970",
                "1970-1-1",
                "1970-13-01",
                "2023-02-29",
                "1900-02-29",
                "1970-01-32",
                "1970-01-00",
                "1970-01-01T",
                "1970-01-01T24:00",
                "1970-01-01T00:60",
                "1970-01-01T00:00:60",
                "1970-01-01T00:00:00.",
                "1970-01-01T00:00:00+19:00",
                "1970-01-01T00:00:00Zx",
                "1970-01-01Z",
                "1970-01-01T00:00:00+1",
                "99999-01-01",
                "-1970-01-01"
            })
    void otherTextsAreNoTimes(String text) {
        assertThat(iso.parse(text)).isEqualTo(IsoTime.NONE);
    }
}
