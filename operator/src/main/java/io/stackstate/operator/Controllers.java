package io.stackstate.operator;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationService;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.ResolvedControllerConfiguration;
import io.javaoperatorsdk.operator.api.config.informer.InformerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.processing.event.rate.LinearRateLimiter;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.stackstate.crds.Integration;
import io.stackstate.crds.instance.StackStateInstance;
import io.stackstate.operator.config.OperatorConfig;
import io.stackstate.operator.content.ContentKind;
import io.stackstate.operator.content.ContentKinds;
import io.stackstate.operator.content.Surroundings;
import io.stackstate.operator.content.controller.ClusterReferences;
import io.stackstate.operator.content.controller.ContentPace;
import io.stackstate.operator.content.controller.ContentReconciler;
import io.stackstate.operator.content.controller.SecretVault;
import io.stackstate.operator.instance.InstanceDirectory;
import io.stackstate.operator.instance.StackStateInstanceReconciler;
import io.stackstate.operator.instance.Tools;
import io.stackstate.operator.instance.model.Release;
import io.stackstate.operator.k8s.ClusterFacts;
import io.stackstate.operator.k8s.ObjectClient;
import io.stackstate.operator.k8s.OwnedObjects;
import io.stackstate.operator.metrics.OperatorMetrics;
import io.stackstate.operator.packages.PackageFetcher;
import io.stackstate.operator.status.EventPublisher;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** One controller per kind of custom resource, with the settings of operator sheet, section 3.2. */
final class Controllers {
  static final String FINALIZER = Integration.GROUP + "/remote-object";

  private static final Duration CACHE_SYNC = Duration.ofMinutes(2);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(2);
  private static final Duration RATE_PERIOD = Duration.ofSeconds(2);
  private static final int RATE_LIMIT = 4;

  private final OperatorConfig config;
  private final OperatorMetrics metrics;
  private final KubernetesClient client;
  private final EventPublisher events;
  private final InstanceDirectory directory;
  private final StackStateInstanceReconciler instances;

  Controllers(
      OperatorConfig config,
      KubernetesClient client,
      ClusterFacts facts,
      OwnedObjects owned,
      ObjectClient writes,
      OperatorMetrics metrics) {
    this.config = config;
    this.metrics = metrics;
    this.directory = new InstanceDirectory(client, config.content());
    var release = config.release();
    this.client = client;
    this.events =
        new EventPublisher(
            client,
            Clock.systemUTC(),
            config
                .election()
                .flatMap(OperatorConfig.Election::identity)
                .orElse("stackstate-operator"));
    this.instances =
        new StackStateInstanceReconciler(
            Tools.of(
                client,
                writes,
                facts,
                owned,
                directory,
                events,
                new Release(
                    release.version(),
                    release.image(),
                    release.elasticsearchImage(),
                    release.elasticsearchVersion()),
                metrics),
            Clock.systemUTC());
  }

  /** Writes the last events. */
  void close() {
    events.close();
  }

  /** Has all instances looked at again, since what the cluster offers has changed. */
  void clusterChanged() {
    instances.clusterChanged();
  }

  /** Settings of the framework for all controllers. */
  static void configure(
      ConfigurationServiceOverrider overrider,
      OperatorConfig config,
      KubernetesClient client,
      OperatorMetrics metrics,
      LeaderElectionConfiguration election) {
    overrider
        .withKubernetesClient(client)
        .withCloseClientOnStop(false)
        .checkingCRDAndValidateLocalModel(false)
        // A server-side apply of the finalizer brings back what was deleted right after its
        // creation.
        .withUseSSAToPatchPrimaryResource(false)
        .withConcurrentReconciliationThreads(config.threads())
        .withCacheSyncTimeout(CACHE_SYNC)
        .withReconciliationTerminationTimeout(OperatorProcess.drain())
        .withMetrics(metrics);
    if (election != null) {
      overrider.withLeaderElectionConfiguration(election);
    }
  }

  /** Registers all controllers; to be called before the start. */
  void register(Operator operator) {
    operator.register(
        instances,
        settings(
            operator.getConfigurationService(),
            StackStateInstance.class,
            StackStateInstanceReconciler.class,
            false));
    ContentPace pace = new ContentPace(config.content());
    ClusterReferences references = new ClusterReferences(client);
    Surroundings surroundings =
        new Surroundings(
            directory,
            references,
            (resource, event) ->
                events.publish(resource, event.type().name(), event.reason(), event.message()),
            Clock.systemUTC());
    ContentKinds.all(
            surroundings, new PackageFetcher(references, Optional.empty()), new SecretVault(client))
        .forEach(kind -> register(operator, kind, pace));
  }

  private <R extends CustomResource<?, ?>> void register(
      Operator operator, ContentKind<R> kind, ContentPace pace) {
    operator.register(
        new ContentReconciler<>(kind.sync(), pace, metrics),
        settings(operator.getConfigurationService(), kind.type(), ContentReconciler.class, false));
  }

  private <R extends CustomResource<?, ?>> ControllerConfiguration<R> settings(
      ConfigurationService service, Class<R> type, Class<?> reconciler, boolean allEvents) {
    String kind = CustomResource.getCRDName(type);
    return new ResolvedControllerConfiguration<>(
        kind,
        false,
        reconciler.getName(),
        new GenericRetry()
            .withoutMaxAttempts()
            .setInitialInterval(FIRST_RETRY)
            .setMaxInterval(LONGEST_RETRY.toMillis()),
        new LinearRateLimiter(RATE_PERIOD, RATE_LIMIT),
        config.resync(),
        FINALIZER,
        Map.of(),
        ObjectClient.FIELD_MANAGER,
        service,
        informer(type, kind),
        allEvents,
        null);
  }

  private <R extends CustomResource<?, ?>> InformerConfiguration<R> informer(
      Class<R> type, String name) {
    return InformerConfiguration.builder(type)
        .withName(name)
        .withNamespaces(
            config.namespaces().isEmpty() ? Constants.DEFAULT_NAMESPACES_SET : config.namespaces())
        .withOnUpdateFilter(Changes::matter)
        .withItemStore(new TransformingItemStore<R>(Controllers::stripped))
        .buildForController();
  }

  private static <R extends CustomResource<?, ?>> R stripped(R resource) {
    resource.getMetadata().setManagedFields(null);
    return resource;
  }
}
