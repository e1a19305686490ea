package io.stackstate.server;

import com.linecorp.armeria.server.ServerBuilder;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.stackstate.api.Api;
import io.stackstate.api.ApiSources;
import io.stackstate.api.auth.ServiceTokens;
import io.stackstate.automation.AutomationService;
import io.stackstate.automation.script.ScriptOutside;
import io.stackstate.health.HealthService;
import io.stackstate.operator.folder.ResourceFolder;
import io.stackstate.receiver.Receiver;
import io.stackstate.server.elasticsearch.ElasticsearchRole;
import io.stackstate.server.http.CustomResources;
import io.stackstate.server.http.FrontDoor;
import io.stackstate.server.http.ReceiverForwarder;
import io.stackstate.server.kafka.KafkaRole;
import io.stackstate.server.kafka.TopicSettings;
import io.stackstate.server.kafka.TopicsRole;
import io.stackstate.server.role.Lineup;
import io.stackstate.server.role.OptionalRole;
import io.stackstate.server.role.Role;
import io.stackstate.server.role.ServiceRole;
import io.stackstate.synchronization.SynchronizationService;
import io.stackstate.telemetry.EventStore;
import io.stackstate.telemetry.TelemetryService;
import io.stackstate.telemetry.metric.MetricStore;
import io.stackstate.topology.kafka.LiveTopology;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One process: the roles that configuration names, wired and started in order of dependency, behind
 * one HTTP server. Only what they need is opened. {@link #start} and {@link #close} are for one
 * thread each.
 */
final class StackStateServer implements AutoCloseable {
  private final Config config;
  private final Config section;
  private final Optional<DataDirectory> data;
  private final Set<RoleName> roles;
  private final PrometheusMeterRegistry metrics = ProcessMetrics.registry();
  private final Lineup lineup = new Lineup();
  private final List<Consumer<ServerBuilder>> bindings = new ArrayList<>();
  private final TopicSettings topics;
  private final Optional<GraphStore> store;
  private final Optional<ReceiverForwarder> forwarder;
  private final FrontDoor door;
  private Supplier<Map<String, Object>> kafka;
  private final Optional<ElasticsearchRole> elasticsearch;
  private final Optional<EventStore> events;
  private final Optional<MetricStore> points;
  private volatile ServiceRole<ResourceFolder> resources;

  /**
   * @param config all of it, resolved
   * @param data empty when no role {@linkplain RoleName#needData needs} one
   * @throws StartException when a setting is wrong
   */
  StackStateServer(Config config, Optional<DataDirectory> data) {
    this.config = config;
    this.data = data;
    section = config.getConfig("stackstate.server");
    roles = RoleName.parse(section.getStringList("roles"));
    RequiredSettings.check(config, roles);
    topics = TopicSettings.of(config);
    Map<String, Object> clients = KafkaClientSettings.of(config);
    kafka = () -> clients;
    store =
        roles.contains(RoleName.STACKGRAPH)
            ? Optional.of(new GraphStore(config, data.orElseThrow()))
            : Optional.empty();
    boolean forwards = roles.contains(RoleName.API) && !roles.contains(RoleName.RECEIVER);
    forwarder = forwards ? Optional.of(new ReceiverForwarder(config, metrics)) : Optional.empty();
    elasticsearch =
        roles.contains(RoleName.ELASTICSEARCH)
            ? Optional.of(ElasticsearchRole.of(config, data.orElseThrow().elasticsearch()))
            : Optional.empty();
    boolean reads = roles.contains(RoleName.API);
    events = reads ? Optional.of(reader(EventStore::create)) : Optional.empty();
    points = reads ? Optional.of(reader(MetricStore::create)) : Optional.empty();
    door = new FrontDoor(config, lineup, metrics, roles.contains(RoleName.RECEIVER));
  }

  /** Of a process that has a data directory. */
  StackStateServer(Config config, DataDirectory data) {
    this(config, Optional.of(data));
  }

  /**
   * Starts everything and waits until it is ready.
   *
   * @throws Exception the reason why a role cannot start; {@link StartException} when its user can
   *     mend it
   */
  void start() throws Exception {
    data.ifPresent(directory -> directory.requireFree(section.getBytes("minFreeDisk")));
    requireResources(section.getString("resources"));
    door.listen();
    data.ifPresent(directory -> directory.announce(door.url(), "starting"));
    startStores();
    lineup.start(new TopicsRole(kafka, topics, section.getDuration("kafkaPatience")));
    store.ifPresent(s -> s.requireLog(kafka.get(), section.getDuration("kafkaPatience")));
    startServices();
    forwarder.ifPresent(f -> bindings.add(f::bind));
    if (roles.contains(RoleName.API)) {
      bindings.add(new CustomResources(this::resourceFolder, tokens())::bind);
    }
    door.open(bindings);
    startResources();
    if (elasticsearch.isPresent()) {
      lineup.start(elasticsearch.get());
    }
    lineup.complete();
    awaitReady();
  }

  private List<String> tokens() {
    return ServiceTokens.unrestricted(ServiceTokens.read(config));
  }

  private void startStores() throws Exception {
    List<Role> stores = new ArrayList<>();
    if (roles.contains(RoleName.KAFKA)) {
      KafkaRole embedded = BrokerRole.of(config, roles, data.orElseThrow().kafka());
      kafka = embedded::clientSettings;
      stores.add(embedded);
    }
    store.ifPresent(s -> stores.add(s.role()));
    lineup.start(stores.toArray(Role[]::new));
  }

  private void startServices() throws Exception {
    List<Role> services = new ArrayList<>();
    store.ifPresent(s -> services.add(s.projector(kafka, metrics)));
    if (roles.contains(RoleName.SYNCHRONIZATION)) {
      services.add(synchronization());
    }
    if (roles.contains(RoleName.HEALTH)) {
      services.add(health());
    }
    if (roles.contains(RoleName.AUTOMATION)) {
      services.add(automation());
    }
    if (roles.contains(RoleName.TELEMETRY)) {
      services.add(telemetry());
    }
    if (roles.contains(RoleName.API)) {
      ServiceRole<LiveTopology> live = liveTopology();
      lineup.start(live);
      services.add(api(live, store.orElseThrow()));
    }
    if (roles.contains(RoleName.RECEIVER)) {
      services.add(receiver());
    }
    lineup.start(services.toArray(Role[]::new));
  }

  private Role synchronization() {
    return new ServiceRole<>(
        "synchronization",
        () -> SynchronizationService.create(standbyConfig(), kafka.get(), metrics),
        SynchronizationService::start,
        SynchronizationService::ready,
        SynchronizationService::failure,
        service -> "it builds its state from the change log");
  }

  private Role health() {
    return new ServiceRole<>(
        "health",
        () -> HealthService.create(clientConfig(), kafka.get(), metrics),
        HealthService::start,
        HealthService::ready,
        HealthService::failure,
        service -> "it builds its state from the change log");
  }

  private Role automation() {
    return new ServiceRole<>(
        "automation",
        () -> AutomationService.create(clientConfig(), kafka.get(), Map.of(), metrics),
        AutomationService::start,
        AutomationService::ready,
        AutomationService::failure,
        service -> "it reads topology, settings and its notifications");
  }

  /** Beside its own broker there is no other instance of a service that could be active. */
  private Config standbyConfig() {
    boolean standby = !roles.contains(RoleName.KAFKA);
    return ConfigFactory.parseMap(
            Map.of(
                "stackstate.synchronization.standby",
                standby,
                "stackstate.health.standby",
                standby,
                "stackstate.automation.standby",
                standby))
        .withFallback(config);
  }

  /** Monitors and event handlers ask the API of this process, when it has one. */
  private Config clientConfig() {
    List<String> tokens = roles.contains(RoleName.API) ? tokens() : List.of();
    return OwnApi.of(standbyConfig(), door.url(), tokens);
  }

  /** Without Elasticsearch events and metrics wait in Kafka, and all else works. */
  private Role telemetry() {
    return new OptionalRole(
        new ServiceRole<>(
            "telemetry",
            () -> TelemetryService.create(config, this::embedded, kafka.get(), metrics),
            TelemetryService::start,
            TelemetryService::ready,
            TelemetryService::failure,
            TelemetryService::reason));
  }

  /** Where the Elasticsearch of this process is; empty when it is nowhere. */
  private List<URI> embedded() {
    return elasticsearch.flatMap(ElasticsearchRole::uri).map(List::of).orElse(List.of());
  }

  private <T> T reader(BiFunction<Config, Supplier<List<URI>>, T> make) {
    try {
      return make.apply(config, this::embedded);
    } catch (IllegalArgumentException e) {
      throw new StartException(e.getMessage(), e);
    }
  }

  /** Started by the API, which adds its listeners first. */
  private ServiceRole<LiveTopology> liveTopology() {
    return new ServiceRole<>(
        "topology",
        () -> new LiveTopology(kafka.get()),
        live -> {},
        LiveTopology::ready,
        LiveTopology::failure,
        live -> live.lag() + " records of the change log are not read yet");
  }

  private Role api(ServiceRole<LiveTopology> live, GraphStore graph) {
    return new ServiceRole<>(
        "api",
        () -> {
          Api api =
              Api.create(
                  config,
                  kafka.get(),
                  new ApiSources(
                      live.service(),
                      graph.graph(),
                      events.orElseThrow(),
                      points.orElseThrow(),
                      (loseHistory, watcher) -> graph.rebuild(kafka.get(), loseHistory, watcher),
                      ScriptOutside.of(config)),
                  metrics);
          bindings.add(api::bind);
          return api;
        },
        api -> {
          live.service().start();
          api.start();
        },
        Api::ready,
        api -> Optional.empty(),
        api -> "settings are not published yet, or the state of synchronizations is not known");
  }

  private Role receiver() {
    return new ServiceRole<>(
        "receiver",
        () -> {
          Receiver receiver = Receiver.create(config, kafka.get(), metrics);
          bindings.add(receiver::bind);
          return receiver;
        },
        receiver -> {},
        Receiver::ready,
        receiver -> Optional.empty(),
        receiver -> "Kafka does not take records");
  }

  private static void requireResources(String folder) {
    if (!folder.isEmpty() && !Files.isDirectory(Path.of(folder))) {
      throw new StartException(
          "--resources " + folder + ": found no such folder, expected one with YAML files");
    }
  }

  private void startResources() throws Exception {
    String folder = section.getString("resources");
    if (folder.isEmpty() || !roles.contains(RoleName.API)) {
      return;
    }
    List<String> tokens = tokens();
    if (tokens.isEmpty()) {
      throw new StartException(
          "stackstate.api.tokens: found none with all rights, resources need one");
    }
    ServiceRole<ResourceFolder> role =
        new ServiceRole<>(
            "resources",
            () ->
                new ResourceFolder(
                    Path.of(folder),
                    data.orElseThrow().resources(),
                    URI.create(door.url()),
                    () -> tokens.get(0)),
            ResourceFolder::start,
            started -> true,
            started -> Optional.empty());
    lineup.start(role);
    resources = role;
  }

  private Optional<ResourceFolder> resourceFolder() {
    return Optional.ofNullable(resources).map(ServiceRole::service);
  }

  private void awaitReady() throws InterruptedException {
    while (!lineup.ready()) {
      check();
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /**
   * Finds out whether the process must end.
   *
   * @throws StartException one line that says why
   */
  void check() {
    lineup
        .failed()
        .ifPresent(
            role -> {
              Throwable cause = role.failure().orElseThrow();
              throw new StartException("role " + role.name() + " failed: " + cause, cause);
            });
    // Half of what a start needs: a process that stops here must not start again at once.
    data.ifPresent(directory -> directory.requireFree(section.getBytes("minFreeDisk") / 2));
  }

  String url() {
    return door.url();
  }

  /** The Elasticsearch of this process, which {@link #start()} does not wait for. */
  Optional<ElasticsearchRole> elasticsearch() {
    return elasticsearch;
  }

  int receiverPort() {
    return door.receiverPort();
  }

  /** How long to wait at most for a drain. */
  Duration drainTimeout() {
    return section.getDuration("drainTimeout");
  }

  /**
   * Is not ready any more, and works on until those who ask have noticed.
   *
   * @throws InterruptedException when it is not to wait any longer
   */
  void quiesce() throws InterruptedException {
    lineup.drain();
    TimeUnit.MILLISECONDS.sleep(section.getDuration("shutdownDelay").toMillis());
  }

  /** Takes nothing new, finishes what is in flight, and stops in the reverse order. */
  @Override
  public void close() {
    lineup.drain();
    door.close();
    forwarder.ifPresent(ReceiverForwarder::close);
    lineup.close();
    events.ifPresent(EventStore::close);
    points.ifPresent(MetricStore::close);
    metrics.close();
  }
}
