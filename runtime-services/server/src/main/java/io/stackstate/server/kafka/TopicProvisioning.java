package io.stackstate.server.kafka;

import io.stackstate.model.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the fixed topics what they have to be: missing ones are created, the configuration of
 * existing ones is corrected, their replication never changes, their partitions only when settings
 * ask for more than there are (deployment sheet, section 3.1).
 */
public final class TopicProvisioning {
  private static final Logger log = LoggerFactory.getLogger(TopicProvisioning.class);

  private final Admin admin;
  private final TopicSettings settings;

  public TopicProvisioning(Admin admin) {
    this(admin, TopicSettings.BY_RULE);
  }

  public TopicProvisioning(Admin admin, TopicSettings settings) {
    this.admin = admin;
    this.settings = settings;
  }

  /**
   * The topics that are not there.
   *
   * @throws ExecutionException what the brokers answered
   */
  public List<String> missing(List<Topics.Spec> specs)
      throws ExecutionException, InterruptedException {
    Set<String> existing = admin.listTopics().names().get();
    return specs.stream().map(Topics.Spec::name).filter(name -> !existing.contains(name)).toList();
  }

  /**
   * Creates and corrects; safe to repeat and to run in several processes at a time.
   *
   * @throws ExecutionException what the brokers answered
   */
  public void ensure(List<Topics.Spec> specs) throws ExecutionException, InterruptedException {
    Set<String> existing = admin.listTopics().names().get();
    List<Topics.Spec> present = new ArrayList<>();
    List<Topics.Spec> missing = new ArrayList<>();
    specs.stream()
        .map(settings::apply)
        .forEach(spec -> (existing.contains(spec.name()) ? present : missing).add(spec));
    create(missing);
    correct(present);
    grow(present);
  }

  private void create(List<Topics.Spec> missing) throws ExecutionException, InterruptedException {
    if (missing.isEmpty()) {
      return;
    }
    int brokers = admin.describeCluster().nodes().get().size();
    List<NewTopic> topics = missing.stream().map(spec -> topic(spec, brokers)).toList();
    for (var created : admin.createTopics(topics).values().entrySet()) {
      try {
        created.getValue().get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
        log.debug("topic {} was created by another process", created.getKey());
      }
    }
    log.info("{} topics created", topics.size());
  }

  private NewTopic topic(Topics.Spec spec, int brokers) {
    short replication = settings.replication(spec, brokers);
    Map<String, String> config = new HashMap<>(spec.config());
    config.putIfAbsent("min.insync.replicas", String.valueOf(settings.minInsync(replication)));
    return new NewTopic(spec.name(), spec.partitions(), replication).configs(config);
  }

  private void correct(List<Topics.Spec> present) throws ExecutionException, InterruptedException {
    if (present.isEmpty()) {
      return;
    }
    List<ConfigResource> resources = present.stream().map(s -> resource(s.name())).toList();
    Map<ConfigResource, Config> actual = admin.describeConfigs(resources).all().get();
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    for (Topics.Spec spec : present) {
      ConfigResource resource = resource(spec.name());
      List<AlterConfigOp> ops = differences(spec, actual.get(resource));
      if (!ops.isEmpty()) {
        changes.put(resource, ops);
        log.info("topic {} gets {}", spec.name(), describe(ops));
      }
    }
    if (!changes.isEmpty()) {
      admin.incrementalAlterConfigs(changes).all().get();
    }
  }

  /** Only topics for which settings ask: more partitions cannot be taken back. */
  private void grow(List<Topics.Spec> present) throws ExecutionException, InterruptedException {
    List<Topics.Spec> asked =
        present.stream()
            .filter(
                spec ->
                    settings.overrides().containsKey(spec.name())
                        && settings.overrides().get(spec.name()).partitions() > 0)
            .toList();
    if (asked.isEmpty()) {
      return;
    }
    var actual =
        admin.describeTopics(asked.stream().map(Topics.Spec::name).toList()).allTopicNames().get();
    Map<String, NewPartitions> more = new HashMap<>();
    for (Topics.Spec spec : asked) {
      if (actual.get(spec.name()).partitions().size() < spec.partitions()) {
        more.put(spec.name(), NewPartitions.increaseTo(spec.partitions()));
        log.info("topic {} gets {} partitions", spec.name(), spec.partitions());
      }
    }
    admin.createPartitions(more).all().get();
  }

  private static List<AlterConfigOp> differences(Topics.Spec spec, Config actual) {
    return spec.config().entrySet().stream()
        .filter(e -> !e.getValue().equals(actual.get(e.getKey()).value()))
        .map(
            e ->
                new AlterConfigOp(
                    new ConfigEntry(e.getKey(), e.getValue()), AlterConfigOp.OpType.SET))
        .toList();
  }

  private static String describe(List<AlterConfigOp> ops) {
    return ops.stream()
        .map(op -> op.configEntry().name() + "=" + op.configEntry().value())
        .collect(Collectors.joining(", "));
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }
}
