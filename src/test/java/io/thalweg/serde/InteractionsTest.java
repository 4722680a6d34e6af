package io.thalweg.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.testing.Mappings;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InteractionsTest {
    private static final Schema SCHEMA = Records.schema("""
            {'name':'country','type':'string'},
            {'name':'device','type':['null','string']},
            {'name':'n','type':'double'},
            {'name':'tags','type':{'type':'array','items':'string'}},
            {'name':'m','type':{'type':'map','values':'double'}}""");
    private static final String RECORD =
            "{'country':'de','device':{'string':'tv'},'n':3,'tags':['b','a'],'m':{'y':2,'x':5}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "country×device     | country=de×device=tv 1.0",
                "device : country   | device=tv×country=de 1.0",
                "country×n          | country=de×n 3.0",
                "n×m.y              | n×m.y 6.0",
                "tags×n             | tags=a×n 3.0, tags=b×n 3.0",
                "tags×tags          | tags=a×tags=b 1.0",
                "m.*×m.*            | m.x×m.y 10.0",
                "m.*×m.x            | m.y×m.x 10.0",
                "m×n×country        | m.x×n×country=de 15.0, m.y×n×country=de 6.0",
                "tags×tags×tags     | ''",
                "country×missing    | ''",
                "country×n,n×device | country=de×n 3.0, n×device=tv 3.0"
            })
    void eachFeatureOfTheOneWithEachOfTheOther(String setting, String products) {
        assertThat(Records.read(
                        SCHEMA, Mappings.of("features.interactions=" + setting), Records.encoded(SCHEMA, RECORD)))
                .filteredOn(call -> call.contains("×"))
                .map(call -> call.substring("numeric ".length()))
                .containsExactlyInAnyOrderElementsOf(
                        products.isEmpty() ? java.util.List.of() : Arrays.asList(products.split(", ")));
    }

    @Test
    void theOrderInTheRecordDoesNotMatter() {
        String other = "{'country':'de','device':null,'n':3,'tags':['a','b'],'m':{'x':5,'y':2}}";
        String setting = "features.interactions=tags×tags,m.*×*,tags×m×n";
        assertThat(Records.read(SCHEMA, Mappings.of(setting), Records.encoded(SCHEMA, other)))
                .containsExactlyInAnyOrderElementsOf(Records.read(
                        SCHEMA,
                        Mappings.of(setting),
                        Records.encoded(SCHEMA, RECORD.replace("{'string':'tv'}", "null"))));
    }

    @Test
    void endlesslyManyAreRejected() {
        Schema schema = Records.schemaOf("{'type':'array','items':'int'}");
        StringBuilder items = new StringBuilder("0");
        for (int i = 1; i < 1000; i++) {
            items.append(',').append(i);
        }
        byte[] record = Records.encoded(schema, "{'f':[" + items + "]}");
        RecordPlan plan =
                RecordPlan.of(schema, Mappings.of("features.interactions=f×f×f"), new io.thalweg.mapping.FieldKinds());
        ExampleParts parts = new ExampleParts();
        parts.in.over(record, 0, record.length);
        assertThatExceptionOfType(RejectedExampleException.class)
                .isThrownBy(() -> plan.read(parts, new io.thalweg.example.ExampleBuilder(18, 1000)))
                .withMessage("there are more than 1000 features (examples.max.features sets the limit)")
                .matches(e -> e.reason() == RejectReason.TOO_MANY_FEATURES);
    }
}
