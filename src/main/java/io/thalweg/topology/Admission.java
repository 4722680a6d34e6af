package io.thalweg.topology;

import io.thalweg.example.Example;
import io.thalweg.example.RejectReason;
import io.thalweg.example.RejectedExampleException;

/** What a record must have, besides what every example must, to be let in from a topic. */
public enum Admission {
    /** Examples that have their labels with them, or none. */
    EXAMPLES,
    /** Examples whose labels come from another topic. */
    EXAMPLES_TO_JOIN,
    /** Those labels. */
    LABELS;

    /** @throws RejectedExampleException with the reason */
    public void check(Example example) {
        if (this != EXAMPLES && example.id().isEmpty()) {
            throw new RejectedExampleException(
                    RejectReason.NO_ID,
                    this == LABELS
                            ? "the label has no id to find its example by (label.id.field says where it is)"
                            : "the example has no id for its label to find it by (id.field says where it is)");
        }
        if (this != EXAMPLES && !isText(example.id())) {
            throw new RejectedExampleException(
                    RejectReason.NO_ID,
                    "the id is not text in UTF-8: ids that are not could be mistaken for each other");
        }
        if (this == LABELS && !example.hasLabel()) {
            throw new RejectedExampleException(
                    RejectReason.LABEL_OUTSIDE_DOMAIN,
                    "there is no label (label.value.field says where it is, label.value what it is if no field does)");
        }
    }

    /** Bytes that are not UTF-8 have become the same replacement character, and half a surrogate pair becomes a question mark. */
    private static boolean isText(String id) {
        for (int at = 0; at < id.length(); at++) {
            char next = id.charAt(at);
            if (next == '\uFFFD') {
                return false;
            }
            if (Character.isSurrogate(next)) {
                if (at + 1 == id.length() || !Character.isSurrogatePair(next, id.charAt(at + 1))) {
                    return false;
                }
                at++;
            }
        }
        return true;
    }
}
