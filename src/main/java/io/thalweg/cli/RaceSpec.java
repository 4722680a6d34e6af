package io.thalweg.cli;

import io.thalweg.config.RacedKeys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One {@code --race}: {@code key=value,value; key=value,value}. Blanks around keys and values do not count, and no value holds a separator. Every combination of
 * one value of each key is a contestant; the first key changes slowest.
 */
final class RaceSpec {
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    /** @param errors receives a line for everything that is wrong with the text */
    RaceSpec(String text, List<String> errors) {
        for (String part : text.split(";")) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                errors.add("--race: '" + part.strip() + "' is not of the form key=value,value");
                continue;
            }
            String key = part.substring(0, equals).strip();
            List<String> listed = Stream.of(part.substring(equals + 1).split(",", -1))
                    .map(String::strip)
                    .toList();
            RacedKeys.refusal(key).ifPresent(errors::add);
            if (listed.contains("")) {
                errors.add("--race: a value of " + key + " is empty");
            }
            if (values.put(key, listed) != null) {
                errors.add("--race: " + key + " is there twice; give its values as one list");
            }
        }
    }

    /** How many contestants there are. */
    double size() {
        return values.values().stream().mapToDouble(List::size).reduce(1, (all, some) -> all * some);
    }

    /** The settings of each contestant, as {@code --set} takes them. */
    List<List<String>> combinations() {
        List<List<String>> combinations = List.of(List.of());
        for (Map.Entry<String, List<String>> each : values.entrySet()) {
            combinations = combinations.stream()
                    .flatMap(settings -> each.getValue().stream()
                            .map(value -> Stream.concat(settings.stream(), Stream.of(each.getKey() + "=" + value))
                                    .toList()))
                    .toList();
        }
        return combinations;
    }
}
