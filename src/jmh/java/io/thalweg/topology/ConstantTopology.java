package io.thalweg.topology;

import io.thalweg.config.ThalwegConfig;
import io.thalweg.learner.OnlineLearner;
import io.thalweg.store.LearnerStores;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;

/**
 * {@link ThalwegTopology} without learning: the same source, admission, stores and predictions topic, but every prediction is the same. What it is
 * faster by is what learning costs.
 */
public final class ConstantTopology {
    private ConstantTopology() {}

    public static Topology build(ThalwegConfig config) {
        TaskLearner.Factory learners = new TaskLearner.Factory(
                WarmStartSource.NONE, (input, from, to) -> InputProbe.Gap.EMPTY, config.offsetGapPolicy());
        return new Topology()
                .addSource(
                        ThalwegTopology.EXAMPLES,
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        config.topics().examples())
                .addProcessor(
                        ThalwegTopology.ADMIT,
                        () -> new AdmitProcessor(learners, WireFormats.alone(config), Admission.EXAMPLES),
                        ThalwegTopology.EXAMPLES)
                .addProcessor(ThalwegTopology.LEARN, ConstantProcessor::new, ThalwegTopology.ADMIT)
                .addStateStore(
                        LearnerStores.weights(() -> new OnlineLearner(config.learner())),
                        ThalwegTopology.ADMIT,
                        ThalwegTopology.LEARN)
                .addStateStore(LearnerStores.commitHook(), ThalwegTopology.ADMIT, ThalwegTopology.LEARN)
                .addSink(
                        ThalwegTopology.PREDICTIONS,
                        config.topics().predictions(),
                        new ByteArraySerializer(),
                        Emission.SERIALIZER,
                        Emission.PARTITIONER,
                        ThalwegTopology.LEARN);
    }
}
