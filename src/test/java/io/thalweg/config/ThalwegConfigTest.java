package io.thalweg.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.evaluation.Convergence;
import io.thalweg.learner.LearnerSettings;
import io.thalweg.loss.LogisticLoss;
import io.thalweg.loss.SquaredLoss;
import io.thalweg.optimizer.InitialWeights;
import io.thalweg.optimizer.LearningRate;
import io.thalweg.optimizer.OptimizerKind;
import io.thalweg.optimizer.Regularization;
import io.thalweg.optimizer.Steps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThalwegConfigTest {
    @TempDir
    Path directory;

    @Test
    void everySettingHasADefault() {
        ThalwegConfig config = ThalwegConfig.read(null, List.of(), Map.of());

        assertThat(config.learner())
                .isEqualTo(new LearnerSettings(
                        new LogisticLoss(),
                        OptimizerKind.AUTO,
                        new LearningRate.Constant(0.5),
                        1,
                        new Regularization(0, 0),
                        18,
                        new InitialWeights(0, 0),
                        new Steps(true, 0),
                        65_536,
                        1000,
                        new Convergence(0.01, 1),
                        4096));
        assertThat(config.topics())
                .isEqualTo(new TopicNames("examples", "predictions", "rolling-loss", "snapshots", "dead-letter"));
        assertThat(config.snapshots())
                .isEqualTo(new SnapshotSettings(
                        1_000_000, 5, Optional.empty(), new WarmStart.None(), new WarmStart.State(), true));
        assertThat(config.errorsTolerance()).isEqualTo(ErrorsTolerance.ALL);
        assertThat(config.offsetGapPolicy()).isEqualTo(OffsetGapPolicy.FAIL);
        assertThat(config.rollingLossEvery()).isEqualTo(1000);
        assertThat(config.topicPartitions()).isEqualTo(1);
        assertThat(config.topicReplication()).isEqualTo((short) -1);
        assertThat(config.applicationId()).isEqualTo("thalweg");
        assertThat(config.bootstrapServers()).containsExactly("localhost:9092");
    }

    @Test
    void everyLearnerSettingReachesTheLearner() {
        ThalwegConfig config = ThalwegConfig.read(
                null,
                List.of(
                        "loss=squared",
                        "optimizer=sgd",
                        "learning.rate=0.25",
                        "learning.rate.schedule=inverse-scaling",
                        "learning.rate.power=0.75",
                        "updates=plain",
                        "gradient.clip=2.5",
                        "l1=0.001",
                        "l2=0.002",
                        "hash.bits=10",
                        "weights.init.deviation=0.1",
                        "weights.init.seed=-7",
                        "examples.max.features=99",
                        "rolling.loss.window=50",
                        "convergence.loss.tolerance=0.02",
                        "convergence.gradient.tolerance=3"),
                Map.of());

        assertThat(config.learner())
                .isEqualTo(new LearnerSettings(
                        new SquaredLoss(),
                        OptimizerKind.SGD,
                        new LearningRate.InverseScaling(0.25, 0.75),
                        1,
                        new Regularization(0.001, 0.002),
                        10,
                        new InitialWeights(0.1, -7),
                        new Steps(false, 2.5),
                        99,
                        50,
                        new Convergence(0.02, 3),
                        4096));
    }

    @Test
    void everyOtherSettingIsRead() {
        ThalwegConfig config = ThalwegConfig.read(
                null,
                List.of(
                        "bootstrap.servers=a:1, [::1]:2",
                        "examples.topic=e",
                        "predictions.topic=p",
                        "rolling.loss.topic=r",
                        "snapshots.topic=s",
                        "dead.letter.topic=d",
                        "topics.partitions=3",
                        "topics.replication=2",
                        "rolling.loss.every=7",
                        "snapshot.every=0",
                        "snapshot.keep=2",
                        "snapshot.dir=models",
                        "warm.start=models/last.avro",
                        "optimizer=ftrl",
                        "warm.start.take=weights",
                        "warm.start.confidence=2.5",
                        "warm.start.offsets=ignore",
                        "errors.tolerance=none",
                        "offset.gap.policy=continue"),
                Map.of());

        assertThat(config.bootstrapServers()).containsExactly("a:1", "[::1]:2");
        assertThat(config.topics()).isEqualTo(new TopicNames("e", "p", "r", "s", "d"));
        assertThat(config.topicPartitions()).isEqualTo(3);
        assertThat(config.topicReplication()).isEqualTo((short) 2);
        assertThat(config.rollingLossEvery()).isEqualTo(7);
        assertThat(config.snapshots())
                .isEqualTo(new SnapshotSettings(
                        0,
                        2,
                        Optional.of(Path.of("models")),
                        new WarmStart.File(Path.of("models", "last.avro")),
                        new WarmStart.Weights(2.5f),
                        false));
        assertThat(config.errorsTolerance()).isEqualTo(ErrorsTolerance.NONE);
        assertThat(config.offsetGapPolicy()).isEqualTo(OffsetGapPolicy.CONTINUE);
    }

    @Test
    void latestIsTheSnapshotOnTheTopic() {
        assertThat(ThalwegConfig.read(null, List.of("warm.start=latest"), Map.of())
                        .snapshots()
                        .warmStart())
                .isEqualTo(new WarmStart.Latest());
    }

    @Test
    void theCommandLineWinsOverTheEnvironmentOverTheFile() throws IOException {
        Path file = Files.writeString(directory.resolve("t.properties"), "hash.bits=1\nl1=1\nl2=1\nloss=squared\n");
        ThalwegConfig config = ThalwegConfig.read(
                file,
                List.of("hash.bits=3", "hash.bits = 4"),
                Map.of("THALWEG_HASH_BITS", "2", "THALWEG_L1", "2", "HASH_BITS", "9", "thalweg_l2", "9"));

        assertThat(config.learner().hashBits()).isEqualTo(4);
        assertThat(config.learner().regularization()).isEqualTo(new Regularization(2, 1));
        assertThat(config.learner().loss()).isEqualTo(new SquaredLoss());
        assertThat(config.learner().maxFeatures()).isEqualTo(65_536);
    }

    @Test
    void effectiveHoldsEveryKeyAndTheGivenStreamsKeys() {
        ThalwegConfig config = ThalwegConfig.read(null, List.of("l1=1e-3", "streams.producer.linger.ms=5"), Map.of());

        assertThat(config.effective())
                .containsKeys(Definition.CONFIG.names().toArray(new String[0]))
                .hasSize(Definition.CONFIG.names().size() + 1)
                .containsEntry("l1", "1e-3")
                .containsEntry("learning.rate", "0.5")
                .containsEntry("bootstrap.servers", "localhost:9092")
                .containsEntry("streams.producer.linger.ms", "5");
    }
}
