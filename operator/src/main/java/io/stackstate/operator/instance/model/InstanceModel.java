package io.stackstate.operator.instance.model;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.stackstate.crds.KeyRef;
import io.stackstate.crds.instance.CqlType;
import io.stackstate.crds.instance.ElasticsearchType;
import io.stackstate.crds.instance.KafkaType;
import io.stackstate.crds.instance.Layout;
import io.stackstate.crds.instance.StackStateInstance;
import io.stackstate.crds.instance.StackStateInstanceSpec;
import io.stackstate.operator.content.InvalidSpecException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * All objects that a {@link StackStateInstance} stands for. Pure but for the random source of
 * secrets that are not there yet: the same instance and facts give equal objects. Immutable; the
 * objects are the caller's to send, not to change.
 */
public final class InstanceModel {
  private static final int SECRET_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Resolved instance;
  private final Map<StageName, List<HasMetadata>> objects;

  private InstanceModel(Resolved instance, Map<StageName, List<HasMetadata>> objects) {
    this.instance = instance;
    this.objects = objects;
  }

  /**
   * Builds everything.
   *
   * @throws InvalidSpecException that names the field, what was found and what was expected, for
   *     what the CRD cannot say
   */
  public static InstanceModel of(StackStateInstance instance, InstanceFacts facts)
      throws InvalidSpecException {
    return of(instance, facts, InstanceModel::random);
  }

  static InstanceModel of(StackStateInstance instance, InstanceFacts facts, Supplier<String> random)
      throws InvalidSpecException {
    Resolved resolved = Resolution.of(instance, facts);
    Map<StageName, List<HasMetadata>> objects = new EnumMap<>(StageName.class);
    for (StageName stage : StageName.values()) {
      objects.put(stage, List.copyOf(build(resolved, stage, random)));
    }
    return new InstanceModel(resolved, objects);
  }

  private static List<HasMetadata> build(
      Resolved instance, StageName stage, Supplier<String> random) throws InvalidSpecException {
    return switch (stage) {
      case SECRETS -> foundation(instance, random);
      case KAFKA -> kafka(instance);
      case ELASTICSEARCH -> elasticsearch(instance);
      case GRAPH -> instance.has(CqlType.K8ssandra) ? Cassandra.objects(instance) : List.of();
      case TOPICS -> instance.has(KafkaType.Strimzi) ? StrimziTopics.of(instance) : List.of();
      case MIGRATION -> List.of();
      case SERVICES -> new PlatformWorkloads(instance).objects();
      case EXPOSE -> new Exposure(instance).objects();
      case MONITORING -> new Monitors(instance).objects();
    };
  }

  private static List<HasMetadata> foundation(Resolved instance, Supplier<String> random) {
    List<HasMetadata> objects = new ArrayList<>();
    objects.addAll(Identity.of(instance));
    objects.addAll(OutputRights.objects(instance));
    objects.addAll(new GeneratedSecrets(instance, random).objects());
    objects.addAll(new NetworkPolicies(instance).objects());
    return objects;
  }

  private static List<HasMetadata> kafka(Resolved instance) throws InvalidSpecException {
    return switch (instance.spec().kafka().type()) {
      case Strimzi -> new StrimziCluster(instance).objects();
      case External -> List.of();
      case Embedded -> instance.monolith() ? List.of() : new PlatformWorkloads(instance).kafka();
    };
  }

  private static List<HasMetadata> elasticsearch(Resolved instance) throws InvalidSpecException {
    return switch (instance.spec().elasticsearch().type()) {
      case ECK -> new EckCluster(instance).objects();
      case External -> List.of();
      case Embedded -> new EmbeddedElasticsearch(instance).objects();
    };
  }

  /**
   * Secrets and ConfigMaps that the objects of an instance depend on, to be put into its facts.
   *
   * @throws InvalidSpecException as {@link #of}
   */
  public static Set<Reference> references(StackStateInstance instance) throws InvalidSpecException {
    Release release = new Release("0", "stackstate", "elasticsearch", "0");
    InstanceFacts nothing =
        new InstanceFacts(new ServedApis(Map.of(), false), Map.of(), release, Observed.NOTHING);
    Resolved resolved = Resolution.of(instance, nothing);
    Set<Reference> references = new LinkedHashSet<>();
    new GeneratedSecrets(resolved, InstanceModel::random)
        .objects()
        .forEach(secret -> references.add(Reference.secret(secret.getMetadata().getName())));
    for (Component component : Component.values()) {
      if (component != Component.ELASTICSEARCH) {
        PlatformService service = PlatformService.of(resolved, component);
        references.addAll(ServiceConfig.of(resolved, service).references());
      }
    }
    return references;
  }

  /** The objects of a stage, complete, in the order in which they are to be applied. */
  public List<HasMetadata> objects(StageName stage) {
    return objects.get(stage);
  }

  /** The objects of all stages. */
  public List<HasMetadata> all() {
    return objects.values().stream().flatMap(List::stream).toList();
  }

  /** The spec with all defaults, also those that follow from mode and profile. */
  public StackStateInstanceSpec spec() {
    return instance.spec();
  }

  public Layout layout() {
    return instance.layout();
  }

  /** The version that the objects are of: with manual upgrades not always that of the spec. */
  public String version() {
    return instance.version();
  }

  /** What agents send to. */
  public String receiverUrl() {
    return ServiceConfig.receiverUrl(instance);
  }

  /** The API as it is reached in the cluster. */
  public URI apiUrl() {
    return URI.create("http://" + instance.host(instance.name()) + ":" + PlatformPod.HTTP_PORT);
  }

  /** The key that agents send. */
  public KeyRef apiKey() {
    return GeneratedSecrets.apiKey(instance);
  }

  /** The token with all rights. */
  public KeyRef serviceToken() {
    return GeneratedSecrets.serviceToken(instance);
  }

  /** Where Kafka's clients find it; empty when it is in the one process of the platform. */
  public Optional<String> kafkaBootstrap() {
    return KafkaWiring.bootstrap(instance);
  }

  /** The Strimzi cluster; empty for another Kafka. */
  public Optional<BackendRef> kafka() {
    return instance.has(KafkaType.Strimzi)
        ? Optional.of(new BackendRef(StrimziCluster.GROUP, "Kafka", StrimziCluster.name(instance)))
        : Optional.empty();
  }

  /** The cluster of Elastic's operator; empty for another Elasticsearch. */
  public Optional<BackendRef> elasticsearch() {
    return instance.has(ElasticsearchType.ECK)
        ? Optional.of(new BackendRef(EckCluster.GROUP, "Elasticsearch", EckCluster.name(instance)))
        : Optional.empty();
  }

  /** The data centre of the cass-operator; empty for another store. */
  public Optional<BackendRef> graph() {
    return instance.has(CqlType.K8ssandra)
        ? Optional.of(
            new BackendRef(
                Cassandra.GROUP,
                "CassandraDatacenter",
                instance.spec().graph().cql().localDatacenter()))
        : Optional.empty();
  }

  /** What has no effect, or is not for production, for people. */
  public List<String> warnings() {
    return Warnings.of(instance);
  }

  private static String random() {
    byte[] bytes = new byte[SECRET_BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
