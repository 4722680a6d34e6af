package io.thalweg.bench;

import io.thalweg.loss.LogisticLoss;
import io.thalweg.loss.Loss;
import io.thalweg.loss.SoftmaxLoss;
import io.thalweg.loss.SquaredLoss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What other tools reach on a data set: log loss, or root mean squared error for regression; untuned, and the best of a grid of settings. */
final class ReferenceFigures {
    private static final int DEFAULT_CLASSES = 10;

    private final String name;
    private final Loss loss;
    private final Map<String, Double> figures = new LinkedHashMap<>();

    private ReferenceFigures(String name, Loss loss) {
        this.name = name;
        this.loss = loss;
    }

    /** All sets of a table, in its order. Columns: set, task, rows, system, options, log loss or MAE, accuracy or RMSE. */
    static List<ReferenceFigures> read(Path table) throws IOException {
        Map<String, ReferenceFigures> sets = new LinkedHashMap<>();
        for (String line : Files.readAllLines(table).stream().skip(1).toList()) {
            String[] cells = line.split("\t");
            boolean regression = cells[1].equals("regression");
            sets.computeIfAbsent(cells[0], name -> new ReferenceFigures(name, loss(cells[1])))
                    .figures
                    .putIfAbsent(cells[3], Double.parseDouble(cells[regression ? 6 : 5]));
        }
        return new ArrayList<>(sets.values());
    }

    private static Loss loss(String task) {
        return switch (task) {
            case "regression" -> new SquaredLoss();
            case "multiclass" -> new SoftmaxLoss(DEFAULT_CLASSES, List.of());
            default -> new LogisticLoss();
        };
    }

    String name() {
        return name;
    }

    /** That of the set's task, nothing else given. */
    Loss loss() {
        return loss;
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
