package io.thalweg.learner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.thalweg.example.Example;
import io.thalweg.example.ExampleBuilder;
import io.thalweg.example.FeatureHasher;
import io.thalweg.loss.LogisticLoss;
import io.thalweg.optimizer.LearningRate;
import io.thalweg.optimizer.OptimizerKind;
import io.thalweg.testing.Learners;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NameStoreTest {
    private static final int HASH_BITS = 18;
    private static final int FIRST_KEY = -(1 << 30);

    private final FeatureHasher hasher = new FeatureHasher(HASH_BITS);

    private static LearnerSettings settings(int keep) {
        LearnerSettings like =
                Learners.settings(new LogisticLoss(), OptimizerKind.ADAGRAD, new LearningRate.Constant(0.1), 0, 0);
        return new LearnerSettings(
                like.loss(),
                like.optimizer(),
                like.learningRate(),
                like.ftrlBeta(),
                like.regularization(),
                HASH_BITS,
                like.initialWeights(),
                like.steps(),
                5000,
                like.rollingLossWindow(),
                like.convergence(),
                keep);
    }

    /** An example of some words, the more popular the smaller their number (rank ~ u^4). */
    private static Example words(ExampleBuilder builder, long seed, long place, int vocabulary) {
        Random random = new Random(seed + 31 * place);
        builder.at(place);
        builder.begin();
        for (int k = 0; k < 12; k++) {
            double u = random.nextDouble();
            numeric(builder, "w" + (int) (vocabulary * u * u * u * u), 1);
        }
        builder.label(random.nextInt(2));
        return builder.build();
    }

    private static void numeric(ExampleBuilder builder, String name, float value) {
        byte[] bytes = name.getBytes(UTF_8);
        builder.numeric(bytes, 0, bytes.length, value);
    }

    private int index(String name) {
        byte[] bytes = name.getBytes(UTF_8);
        return hasher.index(bytes, 0, bytes.length);
    }

    private static void learn(LearnerState state, int from, int to, int vocabulary) {
        ExampleBuilder builder = state.learner().exampleBuilder();
        for (int place = from; place < to; place++) {
            state.learner().process(words(builder, 7, place, vocabulary));
        }
    }

    private static SortedMap<Integer, ByteBuffer> drained(LearnerState state) {
        SortedMap<Integer, ByteBuffer> drained = new TreeMap<>();
        state.drainDirty(key -> drained.put(key, ByteBuffer.wrap(state.block(key))));
        return drained;
    }

    @Test
    void categoriesAndNumbersAreKnownByTheirNames() {
        LearnerState state = Learners.state(settings(64));
        ExampleBuilder builder = state.learner().exampleBuilder();
        builder.at(0);
        builder.begin();
        numeric(builder, "größe", 2);
        byte[] text = "site=home".getBytes(UTF_8);
        builder.categorical(text, 0, 4, text, 5, 4);
        builder.categorical("site".getBytes(UTF_8), 0, 4, "cart".getBytes(UTF_8), 0, 4);
        builder.indexed(5, 1);
        state.learner().process(builder.build());
        NameStore names = state.learner().names();
        for (String name : List.of("größe", "site=home", "site=cart")) {
            assertThat(names.of(index(name))).containsExactly(name);
        }
        assertThat(names.size()).isEqualTo(3);
        assertThat(names.of(5)).isEmpty();
    }

    @Test
    void theMostUsedStay() {
        LearnerState state = Learners.state(settings(2048));
        learn(state, 0, 400_000, 20_000);
        NameStore names = state.learner().names();
        assertThat(names.size()).isEqualTo(2048);
        for (int word = 0; word < 100; word++) {
            assertThat(names.of(index("w" + word))).as("word %d", word).startsWith("w" + word);
        }
    }

    @Test
    void newNamesTakeThePlacesOfThoseThatComeNoMore() {
        ExampleBuilder builder = new ExampleBuilder(HASH_BITS, 100);
        NameStore names = new NameStore(8);
        for (int place = 0; place < 2_000_000; place++) {
            builder.at(place);
            builder.begin();
            for (int k = 0; k < 4; k++) {
                numeric(builder, (place < 20_000 ? "old" : "new") + k, 1);
                numeric(builder, "always" + k, 1);
            }
            names.note(builder.build().names());
        }
        int known = 0;
        for (int k = 0; k < 4; k++) {
            known += names.of(index("new" + k)).size();
            assertThat(names.of(index("always" + k))).containsExactly("always" + k);
        }
        assertThat(known).as("new names").isGreaterThanOrEqualTo(3);
    }

    @Test
    void namesThatShareAnIndexAreKeptApartTheMostUsedFirst() {
        ExampleBuilder builder = new ExampleBuilder(1, 100);
        NameStore names = new NameStore(64);
        for (int place = 0; place < 500; place++) {
            builder.at(place);
            builder.begin();
            if (place % 100 == 0) {
                numeric(builder, "a", 1);
                numeric(builder, "b", 1);
            }
            numeric(builder, "c", 1);
            numeric(builder, "d", 1);
            names.note(builder.build().names());
        }
        List<String> first = names.of(0);
        List<String> second = names.of(1);
        assertThat(first.size() + second.size()).isEqualTo(4);
        for (List<String> shared : List.of(first, second)) {
            int rare = shared.stream()
                    .filter(List.of("a", "b")::contains)
                    .mapToInt(shared::indexOf)
                    .min()
                    .orElse(shared.size());
            assertThat(shared.subList(rare, shared.size())).isSubsetOf("a", "b");
        }
    }

    @Test
    void aLongNameIsCutBehindAWholeCharacter() {
        ExampleBuilder builder = new ExampleBuilder(HASH_BITS, 100);
        NameStore names = new NameStore(64);
        for (String name : List.of("x".repeat(200), "x".repeat(201), "y" + "ä".repeat(150), "€".repeat(9000))) {
            builder.at(0);
            builder.begin();
            numeric(builder, name, 1);
            names.note(builder.build().names());
            String kept = names.of(index(name)).get(0);
            assertThat(kept.getBytes(UTF_8).length).isBetween(name.length() == 200 ? 200 : 198, 200);
            assertThat(name).startsWith(kept.replace("…", ""));
            assertThat(kept.endsWith("…")).isEqualTo(name.length() != 200);
        }
    }

    @Test
    void oneExampleIn128IsLookedAtBehindTheFirstThousand() {
        ExampleBuilder builder = new ExampleBuilder(HASH_BITS, 100);
        int looked = 0;
        for (long place = 0; place < 1_000_000; place++) {
            builder.at(place);
            builder.begin();
            numeric(builder, "a", 1);
            looked += builder.build().names().size();
            assertThat(place >= 1000 || looked == place + 1).isTrue();
        }
        assertThat(looked).isBetween(1000 + 7500, 1000 + 8100);
    }

    @Test
    void whoNeverSaysWhereExamplesStandGetsNoNames() {
        LearnerState state = Learners.state(settings(64));
        ExampleBuilder builder = state.learner().exampleBuilder();
        builder.begin();
        numeric(builder, "a", 1);
        state.learner().process(builder.build());
        assertThat(state.learner().names().size()).isZero();
    }

    @Test
    void cutAndRestoredFromItsLogEqualsStraightThrough() {
        LearnerState straight = Learners.state(settings(128));
        SortedMap<Integer, ByteBuffer> log = new TreeMap<>();
        for (int commit = 0; commit < 30; commit++) {
            learn(straight, 500 * commit, 500 * (commit + 1), 3000);
            log.putAll(drained(straight));
        }
        LearnerState restored = Learners.resumed(settings(128), log);
        assertThat(Learners.blocks(restored)).isEqualTo(Learners.blocks(straight));
        learn(straight, 15_000, 60_000, 3000);
        learn(restored, 15_000, 60_000, 3000);
        assertThat(Learners.blocks(restored)).isEqualTo(Learners.blocks(straight));
        assertThat(drained(restored)).isEqualTo(drained(straight));
    }

    @Test
    void whatIsKnownIsHardlyEverLogged() {
        LearnerState state = Learners.state(settings(4096));
        learn(state, 0, 300_000, 400);
        drained(state);
        learn(state, 300_000, 400_000, 400);
        long logged = drained(state).headMap(FIRST_KEY + 1).values().stream()
                .mapToLong(ByteBuffer::remaining)
                .sum();
        assertThat(logged).as("bytes in 100,000 examples").isLessThan(30_000);
    }

    @Test
    void aStoreOfAnotherSizeStartsAnew() {
        LearnerState state = Learners.state(settings(128));
        learn(state, 0, 1000, 3000);
        for (int keep : new int[] {0, 8, 64, 1024}) {
            LearnerState other = Learners.resumed(settings(keep), Learners.blocks(state));
            assertThat(other.learner().names().size()).isZero();
            assertThat(other.learner().examples()).isEqualTo(1000);
        }
    }

    @Test
    void aDamagedBlockOfNamesIsRefused() {
        LearnerState state = Learners.state(settings(128));
        learn(state, 0, 1000, 3000);
        int key = Learners.blocks(state).firstKey();
        byte[] block = state.block(key);
        assertThat(key).isLessThanOrEqualTo(FIRST_KEY);
        for (int length = 0; length < block.length; length++) {
            refuses(key, Arrays.copyOf(block, length), state);
        }
        refuses(key, Arrays.copyOf(block, block.length + 1), state);
        refuses(key + 1, block, state);
    }

    @Test
    void anyBytesAreRefusedOrAreWhatIsEncodedAgain() {
        LearnerState state = Learners.state(settings(64));
        learn(state, 0, 2000, 3000);
        NameStore names = state.learner().names();
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            int bucket = random.nextInt(8);
            byte[] block = names.encode(bucket);
            byte[] changed = Arrays.copyOf(block, random.nextInt(4) == 0 ? random.nextInt(300) : block.length);
            for (int k = random.nextInt(3); k >= 0 && changed.length > 1; k--) {
                changed[1 + random.nextInt(changed.length - 1)] = (byte) random.nextInt(256);
            }
            NameStore other = new NameStore(64);
            boolean taken = other.decode(bucket, changed);
            assertThat(other.touched(bucket)).as("seed %d", seed).isEqualTo(taken && changed[0] == block[0]);
            if (other.touched(bucket)) {
                assertThat(other.encode(bucket)).as("seed %d", seed).isEqualTo(changed);
            }
        }
    }

    private static void refuses(int key, byte[] block, LearnerState state) {
        SortedMap<Integer, ByteBuffer> blocks = Learners.blocks(state);
        blocks.put(key, ByteBuffer.wrap(block));
        assertThatExceptionOfType(IncompatibleModelException.class)
                .isThrownBy(() -> Learners.resumed(settings(128), blocks))
                .withMessageContaining("its names of features are damaged");
    }
}
