package io.thalweg.cli;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;

import io.thalweg.store.LearnerStores;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** A permission of the one principal of the tests, and which of them commands need, as the page on security lists them. */
record Acl(ResourceType type, String name, PatternType pattern, AclOperation operation) {
    static final String PRINCIPAL = "User:thalweg";
    static final List<String> OUTPUTS = List.of("predictions", "rolling-loss", "snapshots", "dead-letter");

    static Acl topic(String name, AclOperation operation) {
        return new Acl(TOPIC, name, LITERAL, operation);
    }

    AclBinding binding() {
        return new AclBinding(
                new ResourcePattern(type, name, pattern),
                new AccessControlEntry(PRINCIPAL, "*", operation, AclPermissionType.ALLOW));
    }

    static List<Acl> toRun(String application) {
        String changelog = LearnerStores.changelog(application);
        List<Acl> acls = new ArrayList<>();
        acls.add(topic("examples", READ));
        OUTPUTS.forEach(output -> acls.add(topic(output, WRITE)));
        acls.add(topic(changelog, READ));
        acls.add(topic(changelog, WRITE));
        acls.add(topic(changelog, CREATE));
        acls.add(new Acl(GROUP, application, LITERAL, READ));
        acls.add(new Acl(TRANSACTIONAL_ID, application + "-", PREFIXED, WRITE));
        return acls;
    }

    static List<Acl> toRunFromLatest(String application) {
        List<Acl> acls = toRun(application);
        acls.add(topic("snapshots", READ));
        return acls;
    }

    static List<Acl> toReset(String application) {
        return new ArrayList<>(List.of(
                topic("examples", READ),
                topic(LearnerStores.changelog(application), DELETE),
                topic("snapshots", READ),
                topic("snapshots", WRITE),
                new Acl(GROUP, application, LITERAL, READ)));
    }

    static List<Acl> toCreate(List<String> topics) {
        List<Acl> acls = new ArrayList<>();
        for (String topic : topics) {
            acls.add(topic(topic, CREATE));
            acls.add(topic(topic, DESCRIBE));
        }
        return acls;
    }
}
