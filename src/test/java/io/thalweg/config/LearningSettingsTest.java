package io.thalweg.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearningSettingsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "optimizer=adagrad",
                "optimizer=sgd",
                "optimizer=sgd learning.rate.schedule=inverse-scaling learning.rate.power=0.25",
                "loss=squared l1=0.001 l2=1e-7 hash.bits=5 weights.init.deviation=0.25 weights.init.seed=-3"
            })
    void areReadBackAsTheSameLearner(String settings) {
        ThalwegConfig config = ThalwegConfig.read(null, List.of(settings.split(" ")), Map.of());
        List<String> written = config.learning().entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .toList();
        ThalwegConfig again = ThalwegConfig.read(null, written, Map.of());
        assertThat(again.learner()).isEqualTo(config.learner());
        assertThat(again.learning()).isEqualTo(config.learning());
    }
}
