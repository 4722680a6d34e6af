package io.thalweg.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What other tools reach on a data set: log loss, or root mean squared error for regression; untuned, and the best of a grid of settings. */
final class ReferenceFigures {
    private final String name;
    private final boolean regression;
    private final Map<String, Double> figures = new LinkedHashMap<>();

    private ReferenceFigures(String name, boolean regression) {
        this.name = name;
        this.regression = regression;
    }

    /** All sets of a table but those of more than two classes, in its order. Columns: set, task, rows, system, options, log loss or MAE, accuracy or RMSE. */
    static List<ReferenceFigures> read(Path table) throws IOException {
        Map<String, ReferenceFigures> sets = new LinkedHashMap<>();
        for (String line : Files.readAllLines(table).stream().skip(1).toList()) {
            String[] cells = line.split("\t");
            if (!cells[1].equals("multiclass")) {
                boolean regression = cells[1].equals("regression");
                sets.computeIfAbsent(cells[0], name -> new ReferenceFigures(name, regression))
                        .figures
                        .putIfAbsent(cells[3], Double.parseDouble(cells[regression ? 6 : 5]));
            }
        }
        return new ArrayList<>(sets.values());
    }

    String name() {
        return name;
    }

    boolean regression() {
        return regression;
    }

    /** The better of the grids. */
    double bestTuned() {
        return Math.min(figures.get("vw best of grid"), figures.get("river best of grid"));
    }

    /** The first row of a system: its own default. */
    double untuned(String system) {
        return figures.get(system);
    }
}
