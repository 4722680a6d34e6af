package io.thalweg.broker;

import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** The smallest exactly-once stream with a store: says of every value how many there have been. */
final class CountingStreams {
    static final String APPLICATION = "counting";

    private static final String STORE = "count";

    private CountingStreams() {}

    static KafkaStreams between(
            TopicPartition in, TopicPartition out, String bootstrapServers, String groupProtocol, Path stateDirectory) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(STORE), Serdes.Integer(), Serdes.Integer()));
        builder.stream(in.topic(), Consumed.with(Serdes.String(), Serdes.String()))
                .processValues(CountProcessor::new, STORE)
                .to(out.topic(), Produced.with(Serdes.String(), Serdes.String()));
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, groupProtocol);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        return new KafkaStreams(builder.build(), settings);
    }

    private static final class CountProcessor implements FixedKeyProcessor<String, String, String> {
        private FixedKeyProcessorContext<String, String> context;
        private KeyValueStore<Integer, Integer> counts;

        @Override
        public void init(FixedKeyProcessorContext<String, String> context) {
            this.context = context;
            this.counts = context.getStateStore(STORE);
        }

        @Override
        public void process(FixedKeyRecord<String, String> record) {
            Integer before = counts.get(0);
            int count = before == null ? 1 : before + 1;
            counts.put(0, count);
            context.forward(record.withValue(record.value() + " is number " + count));
        }
    }
}
