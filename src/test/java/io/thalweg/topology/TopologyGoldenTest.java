package io.thalweg.topology;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.testing.Golden;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Node, store and topic names decide where a running application finds its state: they stay as they are. */
class TopologyGoldenTest {
    @Test
    void topologyIsTheOnePublished() throws Exception {
        ThalwegConfig config = ThalwegConfig.read(null, List.of(), Map.of());
        InputProbe unused = (input, from, to) -> InputProbe.Gap.EMPTY;
        Golden.matches(
                "topology/v1-describe.txt",
                ThalwegTopology.build(config, WarmStartSource.NONE, unused)
                        .describe()
                        .toString());
    }

    @Test
    void topologyWithATopicOfLabelsIsTheOnePublished() throws Exception {
        ThalwegConfig config =
                ThalwegConfig.read(null, List.of("labels.topic=labels", "outcomes.topic=outcomes"), Map.of());
        InputProbe unused = (input, from, to) -> InputProbe.Gap.EMPTY;
        Golden.matches(
                "topology/v1-describe-labels.txt",
                ThalwegTopology.build(config, WarmStartSource.NONE, unused)
                        .describe()
                        .toString());
    }
}
