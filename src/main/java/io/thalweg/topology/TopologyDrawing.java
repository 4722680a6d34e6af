package io.thalweg.topology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.apache.kafka.streams.TopologyDescription.Subtopology;

/** A topology as a graph of topics, nodes and stores, in the languages of drawing programs. The same topology gives the same text. */
public final class TopologyDrawing {
    private final List<Arrow> arrows = new ArrayList<>();

    private record Arrow(String from, String to) {}

    /** @param deadLetterTopic where the handler of processing exceptions sends what the first processors refuse; Kafka does not describe it */
    public TopologyDrawing(TopologyDescription topology, String deadLetterTopic) {
        for (Subtopology subtopology : topology.subtopologies()) {
            subtopology.nodes().stream()
                    .sorted(Comparator.comparing(Node::name))
                    .forEach(this::add);
        }
        arrows.stream()
                .map(Arrow::to)
                .filter(Set.of(node(ThalwegTopology.ADMIT), node(ThalwegTopology.ADMIT_LABELS))::contains)
                .sorted()
                .toList()
                .forEach(admits -> arrows.add(new Arrow(admits, topic(deadLetterTopic))));
    }

    private void add(Node node) {
        if (node instanceof Source source) {
            source.topicSet().stream()
                    .sorted()
                    .forEach(topic -> arrows.add(new Arrow(topic(topic), node(node.name()))));
        }
        if (node instanceof Sink sink) {
            arrows.add(new Arrow(node(node.name()), topic(sink.topic())));
        }
        if (node instanceof Processor processor) {
            processor.stores().stream()
                    .sorted()
                    .forEach(store -> arrows.add(new Arrow(node(node.name()), "store " + store)));
        }
        node.successors().stream()
                .map(Node::name)
                .sorted()
                .forEach(successor -> arrows.add(new Arrow(node(node.name()), node(successor))));
    }

    private static String node(String name) {
        return "node " + name;
    }

    private static String topic(String name) {
        return "topic " + name;
    }

    /** A Mermaid flowchart. */
    public String mermaid() {
        return "flowchart LR\n" + drawn((from, to) -> "  " + mermaidNode(from) + " --> " + mermaidNode(to) + "\n");
    }

    private static String mermaidNode(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_") + "[\"" + name + "\"]";
    }

    /** A Graphviz digraph. */
    public String dot() {
        return "digraph thalweg {\n  rankdir=LR;\n" + drawn((from, to) -> "  \"" + from + "\" -> \"" + to + "\";\n")
                + "}\n";
    }

    private String drawn(BiFunction<String, String, String> line) {
        return arrows.stream().map(arrow -> line.apply(arrow.from, arrow.to)).collect(Collectors.joining());
    }
}
