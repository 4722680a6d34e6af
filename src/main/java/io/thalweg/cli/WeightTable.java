package io.thalweg.cli;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;

/**
 * A linear model as a table: {@code index,weight,mean,limit}, and {@code name} behind them if there are names. The first row is the intercept, and has that word
 * for an index; then comes a row for each index with a weight other than 0, ascending. The mean is empty for a feature that is not centred, the limit where there
 * is none. Numbers have all the digits of the double that they are, so that whoever reads them has them to the last bit.
 */
final class WeightTable {
    private static final String INTERCEPT = "intercept";

    private final LinearForm form;
    private final FeatureNames names;

    /** @param names null for none */
    WeightTable(LinearForm form, FeatureNames names) {
        this.form = form;
        this.names = names;
    }

    /** Writes it as CSV. */
    void write(Writer out) throws IOException {
        out.write("index");
        for (LinearForm.Output output : form.outputs()) {
            out.write("," + Csv.cell(output.name()));
        }
        out.write(names == null ? ",mean,limit\n" : ",mean,limit,name\n");
        out.write(INTERCEPT);
        for (LinearForm.Output output : form.outputs()) {
            out.write("," + output.intercept());
        }
        out.write(names == null ? ",,\n" : ",,,\n");
        for (PrimitiveIterator.OfInt indices = form.indices().iterator(); indices.hasNext(); ) {
            row(out, indices.nextInt());
        }
    }

    private void row(Writer out, int index) throws IOException {
        out.write(Integer.toString(index));
        for (LinearForm.Output output : form.outputs()) {
            out.write("," + output.weight().applyAsDouble(index));
        }
        out.write(form.centred(index) ? "," + form.mean(index) : ",");
        out.write(Double.isFinite(form.limit(index)) ? "," + form.limit(index) : ",");
        if (names != null) {
            out.write("," + Csv.cell(names.of(index)));
        }
        out.write('\n');
    }

    /** The rows behind the intercept's as members of an object, what is empty left out. */
    List<Map<String, Object>> members() {
        List<Map<String, Object>> members = new ArrayList<>();
        form.indices().forEach(index -> {
            Map<String, Object> member = new LinkedHashMap<>();
            member.put("index", index);
            form.outputs()
                    .forEach(output -> member.put(output.name(), output.weight().applyAsDouble(index)));
            if (form.centred(index)) {
                member.put("mean", form.mean(index));
            }
            if (Double.isFinite(form.limit(index))) {
                member.put("limit", form.limit(index));
            }
            if (names != null && !names.of(index).isEmpty()) {
                member.put("name", names.of(index));
            }
            members.add(member);
        });
        return members;
    }
}
