package io.stackstate.server;

import com.linecorp.armeria.server.ServerBuilder;
import com.typesafe.config.Config;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.stackstate.api.Api;
import io.stackstate.api.auth.ServiceTokens;
import io.stackstate.operator.folder.ResourceFolder;
import io.stackstate.receiver.Receiver;
import io.stackstate.server.elasticsearch.ElasticsearchRole;
import io.stackstate.server.http.CustomResources;
import io.stackstate.server.http.FrontDoor;
import io.stackstate.server.kafka.KafkaRole;
import io.stackstate.server.kafka.TopicsRole;
import io.stackstate.server.role.Lineup;
import io.stackstate.server.role.Role;
import io.stackstate.server.role.ServiceRole;
import io.stackstate.stackgraph.StackGraph;
import io.stackstate.stackgraph.StackGraphException;
import io.stackstate.stackgraph.kafka.GraphRebuild;
import io.stackstate.stackgraph.kafka.LogIdentity;
import io.stackstate.stackgraph.kafka.Projector;
import io.stackstate.synchronization.SynchronizationService;
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
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One process: the roles that configuration names, wired and started in order of dependency, behind
 * one HTTP server. {@link #start} and {@link #close} are for one thread each.
 */
final class StackStateServer implements AutoCloseable {
  private static final Duration REBUILD_PATIENCE = Duration.ofMinutes(2);

  private final Config config;
  private final Config section;
  private final DataDirectory data;
  private final GraphDirectories directories;
  private final Set<RoleName> roles;
  private final List<String> tokens;
  private final PrometheusMeterRegistry metrics = ProcessMetrics.registry();
  private final Lineup lineup = new Lineup();
  private final List<Consumer<ServerBuilder>> bindings = new ArrayList<>();
  private final FrontDoor door;
  private Supplier<Map<String, Object>> kafka;
  private volatile ServiceRole<ResourceFolder> resources;

  /**
   * @param config all of it, resolved
   * @throws StartException when a setting is wrong
   */
  StackStateServer(Config config, DataDirectory data) {
    this.config = config;
    this.data = data;
    directories = new GraphDirectories(data.graph());
    section = config.getConfig("stackstate.server");
    roles = RoleName.parse(section.getStringList("roles"));
    tokens = ServiceTokens.unrestricted(ServiceTokens.read(config));
    door = new FrontDoor(config, lineup, metrics);
    kafka = () -> ServerConfig.kafka(config);
  }

  /**
   * Starts everything and waits until it is ready.
   *
   * @throws Exception the reason why a role cannot start; {@link StartException} when its user can
   *     mend it
   */
  void start() throws Exception {
    data.requireFree(section.getBytes("minFreeDisk"));
    requireResources(section.getString("resources"));
    door.listen();
    data.announce(door.url(), "starting");
    ServiceRole<StackGraph> graph = graph();
    startStores(graph);
    lineup.start(new TopicsRole(kafka, section.getDuration("kafkaPatience")));
    requireLog(graph);
    startServices(graph);
    bindings.add(new CustomResources(this::resourceFolder, tokens)::bind);
    door.open(bindings);
    startResources();
    if (roles.contains(RoleName.ELASTICSEARCH)) {
      lineup.start(elasticsearch());
    }
    lineup.complete();
    awaitReady();
  }

  private ServiceRole<StackGraph> graph() {
    return new ServiceRole<>(
        "graph", this::openGraph, opened -> {}, opened -> true, opened -> Optional.empty());
  }

  /**
   * @throws StartException when it cannot be opened; says what to do then
   */
  private StackGraph openGraph() {
    directories.swapIn(config);
    try {
      return StackGraph.open(config, data.graph());
    } catch (StackGraphException e) {
      throw new StartException(
          e.getMessage()
              + "; if it is damaged, make it anew from the change log: stackstate graph rebuild"
              + " --offline --data-dir "
              + data.root(),
          e);
    }
  }

  /** Before any service may write to a log that is not the one it was. */
  private void requireLog(ServiceRole<StackGraph> graph) {
    if (roles.contains(RoleName.STACKGRAPH)) {
      try {
        LogIdentity.require(graph.service(), kafka.get(), section.getDuration("kafkaPatience"));
      } catch (StackGraphException e) {
        throw new StartException(e.getMessage() + " (add --data-dir " + data.root() + ")", e);
      }
    }
  }

  private GraphRebuild.Result rebuild(
      StackGraph graph, boolean loseHistory, GraphRebuild.Watcher watcher) {
    if (!loseHistory) {
      GraphRebuild.requireHistory(graph);
    }
    GraphRebuild.Result result =
        GraphRebuild.run(
            config,
            directories.fresh(),
            graph,
            kafka.get(),
            new SimpleMeterRegistry(),
            REBUILD_PATIENCE,
            watcher);
    directories.complete();
    return result;
  }

  private void startStores(ServiceRole<StackGraph> graph) throws Exception {
    List<Role> stores = new ArrayList<>();
    if (roles.contains(RoleName.KAFKA)) {
      KafkaRole embedded = new KafkaRole(data.kafka(), section.getInt("kafkaPort"));
      kafka = embedded::clientSettings;
      stores.add(embedded);
    } else if (kafka.get().getOrDefault("bootstrap.servers", "").toString().isBlank()) {
      throw new StartException(
          "stackstate.kafka.bootstrap.servers (or KAFKA_BROKERS): expected host:port, because the"
              + " role kafka is not among "
              + roles);
    }
    if (roles.contains(RoleName.STACKGRAPH)) {
      stores.add(graph);
    }
    lineup.start(stores.toArray(Role[]::new));
  }

  private void startServices(ServiceRole<StackGraph> graph) throws Exception {
    List<Role> services = new ArrayList<>();
    if (roles.contains(RoleName.STACKGRAPH)) {
      services.add(
          new ServiceRole<>(
              "stackgraph",
              () -> new Projector(graph.service(), kafka.get(), metrics),
              Projector::start,
              Projector::ready,
              Projector::failure));
    }
    if (roles.contains(RoleName.SYNCHRONIZATION)) {
      services.add(
          new ServiceRole<>(
              "synchronization",
              () -> SynchronizationService.create(config, kafka.get(), metrics),
              SynchronizationService::start,
              SynchronizationService::ready,
              SynchronizationService::failure));
    }
    if (roles.contains(RoleName.API)) {
      ServiceRole<LiveTopology> live = liveTopology();
      lineup.start(live);
      services.add(api(live, graph));
    }
    if (roles.contains(RoleName.RECEIVER)) {
      services.add(receiver());
    }
    lineup.start(services.toArray(Role[]::new));
  }

  /** Started by the API, which adds its listeners first. */
  private ServiceRole<LiveTopology> liveTopology() {
    return new ServiceRole<>(
        "topology",
        () -> new LiveTopology(kafka.get()),
        live -> {},
        LiveTopology::ready,
        LiveTopology::failure);
  }

  private Role api(ServiceRole<LiveTopology> live, ServiceRole<StackGraph> graph) {
    return new ServiceRole<>(
        "api",
        () -> {
          StackGraph store = graph.service();
          Api api =
              Api.create(
                  config,
                  kafka.get(),
                  live.service(),
                  store,
                  (loseHistory, watcher) -> rebuild(store, loseHistory, watcher),
                  metrics);
          bindings.add(api::bind);
          return api;
        },
        api -> {
          live.service().start();
          api.start();
        },
        Api::ready,
        api -> Optional.empty());
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
        receiver -> Optional.empty());
  }

  private static void requireResources(String folder) {
    if (!folder.isEmpty() && !Files.isDirectory(Path.of(folder))) {
      throw new StartException(
          "--resources " + folder + ": found no such folder, expected one with YAML files");
    }
  }

  private void startResources() throws Exception {
    String folder = section.getString("resources");
    if (folder.isEmpty()) {
      return;
    }
    if (tokens.isEmpty()) {
      throw new StartException(
          "stackstate.api.tokens: found none with all rights, resources need one");
    }
    ServiceRole<ResourceFolder> role =
        new ServiceRole<>(
            "resources",
            () ->
                new ResourceFolder(
                    Path.of(folder), data.resources(), URI.create(door.url()), () -> tokens.get(0)),
            ResourceFolder::start,
            started -> true,
            started -> Optional.empty());
    lineup.start(role);
    resources = role;
  }

  private Optional<ResourceFolder> resourceFolder() {
    return Optional.ofNullable(resources).map(ServiceRole::service);
  }

  private Role elasticsearch() {
    return new ElasticsearchRole(
        Path.of(config.getString("stackstate.elasticsearch.home")),
        data.elasticsearch(),
        config.getString("stackstate.elasticsearch.heap"));
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
    data.requireFree(section.getBytes("minFreeDisk") / 2);
  }

  String url() {
    return door.url();
  }

  int receiverPort() {
    return door.receiverPort();
  }

  /** How long to wait at most for a drain. */
  Duration drainTimeout() {
    return section.getDuration("drainTimeout");
  }

  /** Takes nothing new, finishes what is in flight, and stops in the reverse order. */
  @Override
  public void close() {
    door.close();
    lineup.close();
    metrics.close();
  }
}
