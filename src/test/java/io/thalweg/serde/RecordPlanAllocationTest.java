package io.thalweg.serde;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.mapping.FieldKinds;
import io.thalweg.testing.Mappings;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** A record is read and built without an object made, whatever is done with its fields. */
class RecordPlanAllocationTest {
    private static final int WARM = 500;
    private static final int RECORDS = 5000;

    private static final Schema SCHEMA = Records.schema("""
            {'name':'label','type':['null','double','boolean']},
            {'name':'when','type':'string'},
            {'name':'at','type':{'type':'long','logicalType':'timestamp-micros'}},
            {'name':'n','type':['null','int']},
            {'name':'price','type':{'type':'bytes','logicalType':'decimal','precision':9,'scale':2}},
            {'name':'title','type':'string'},
            {'name':'color','type':{'type':'enum','name':'E','symbols':['P','Q']}},
            {'name':'half','type':'double'},
            {'name':'emb','type':{'type':'array','items':'float'}},
            {'name':'ids','type':{'type':'array','items':'long'}},
            {'name':'m','type':{'type':'map','values':['null','double','string']}},
            {'name':'skipped','type':{'type':'map','values':{'type':'array','items':'string'}}},
            {'name':'nested','type':['null',{'type':'record','name':'N','fields':[
              {'name':'a','type':'float'},{'name':'next','type':['null','N']}]}]}""");

    @Test
    void nothingIsAllocatedForARecord() {
        RecordPlan plan = RecordPlan.of(
                SCHEMA,
                Mappings.of(
                        "time.field=when",
                        "features.exclude=skipped,m.secret",
                        "features.transform=n=buckets(1,5);title=text;half=category;emb=log1p;m.s*=standardize",
                        "features.interactions=color×ids,color×m.*×n"),
                new FieldKinds());
        List<byte[]> records = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            records.add(record(i));
        }
        ExampleBuilder builder = new ExampleBuilder(18, 1000);
        ExampleParts parts = new ExampleParts();
        for (int i = 0; i < WARM; i++) {
            read(plan, parts, records.get(i % 10), builder);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < RECORDS; i++) {
            read(plan, parts, records.get(i % 10), builder);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .as("less than a byte a record")
                .isLessThan(RECORDS);
    }

    private static void read(RecordPlan plan, ExampleParts parts, byte[] record, ExampleBuilder builder) {
        parts.in.over(record, 0, record.length);
        plan.read(parts, builder);
        builder.build();
    }

    private static byte[] record(int i) {
        return Records.encoded(
                SCHEMA,
                ("{'label':{'boolean':true},'when':'2024-02-0" + (1 + i % 9)
                        + "T10:20:30Z','at':" + i * 1_000_000_007L + ",'n':{'int':" + i + "},'price':'\\\\u000" + i % 8
                        + "','title':'The Title " + i + "','color':'Q','half':" + i / 8.0 + ",'emb':[0.5,-1," + i
                        + "],'ids':[1," + i + "],'m':{'size':{'double':1},'secret':{'string':'x'},'k':{'string':'v" + i
                        + "'}},'skipped':{'a':['b']},'nested':{'N':{'a':1,'next':{'N':{'a':2,'next':null}}}}}"));
    }
}
