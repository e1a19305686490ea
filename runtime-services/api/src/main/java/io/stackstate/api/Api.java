package io.stackstate.api;

import com.linecorp.armeria.server.ServerBuilder;
import com.typesafe.config.Config;
import io.micrometer.core.instrument.MeterRegistry;
import io.stackstate.api.action.ActionResource;
import io.stackstate.api.admin.GraphAdministration;
import io.stackstate.api.auth.Authenticator;
import io.stackstate.api.auth.ServiceToken;
import io.stackstate.api.auth.TokenAuthenticator;
import io.stackstate.api.auth.kubernetes.ServiceAccountAuthenticator;
import io.stackstate.api.check.CheckBoard;
import io.stackstate.api.check.CheckedElements;
import io.stackstate.api.check.ElementChangeResource;
import io.stackstate.api.check.ElementCheckResource;
import io.stackstate.api.check.StreamValueResource;
import io.stackstate.api.events.EventResource;
import io.stackstate.api.events.StoredCausingEvents;
import io.stackstate.api.forecast.ComponentForecasts;
import io.stackstate.api.forecast.ForecastAction;
import io.stackstate.api.forecast.ForecastResource;
import io.stackstate.api.handler.AcknowledgeLinkResource;
import io.stackstate.api.handler.AutomationRequests;
import io.stackstate.api.handler.EventHandlerResource;
import io.stackstate.api.handler.HandlerActionResource;
import io.stackstate.api.handler.NotificationBoard;
import io.stackstate.api.health.HealthStreamResource;
import io.stackstate.api.history.ChangesResource;
import io.stackstate.api.history.ElementHistoryResource;
import io.stackstate.api.http.ErrorResponses;
import io.stackstate.api.http.RequestMetrics;
import io.stackstate.api.http.Routes;
import io.stackstate.api.info.BuildInfo;
import io.stackstate.api.info.ServerInfoResource;
import io.stackstate.api.kafka.Boards;
import io.stackstate.api.kafka.KafkaMonitorRuns;
import io.stackstate.api.kafka.KafkaSettingsTopic;
import io.stackstate.api.kafka.SettingsProducer;
import io.stackstate.api.kafka.TopicReader;
import io.stackstate.api.metrics.PromqlData;
import io.stackstate.api.metrics.PromqlResource;
import io.stackstate.api.notification.NotificationResource;
import io.stackstate.api.problem.CausingEventsResource;
import io.stackstate.api.problem.ProblemResource;
import io.stackstate.api.script.ScriptResource;
import io.stackstate.api.script.ScriptSight;
import io.stackstate.api.script.Scripts;
import io.stackstate.api.script.Surroundings;
import io.stackstate.api.settings.SettingsJournal;
import io.stackstate.api.stql.StqlResource;
import io.stackstate.api.sync.IntegrationResource;
import io.stackstate.api.sync.SyncStatusBoard;
import io.stackstate.api.sync.SyncStreamResource;
import io.stackstate.api.sync.Synchronizations;
import io.stackstate.api.telemetry.StoredTelemetry;
import io.stackstate.api.telemetry.TelemetryQueryResource;
import io.stackstate.api.tokens.IssuedTokens;
import io.stackstate.api.tokens.TokenResource;
import io.stackstate.api.topics.TopicResource;
import io.stackstate.api.topology.ComponentResource;
import io.stackstate.api.topology.ElementLookup;
import io.stackstate.api.topology.ExplainResource;
import io.stackstate.api.topology.ExportResource;
import io.stackstate.api.topology.LiveAndPast;
import io.stackstate.api.topology.QueryGate;
import io.stackstate.api.topology.RelationResource;
import io.stackstate.api.topology.SnapshotResource;
import io.stackstate.api.topology.SuggestionResource;
import io.stackstate.api.topology.Topologies;
import io.stackstate.api.topology.TopologyQueryResource;
import io.stackstate.api.topology.TopologyStatusResource;
import io.stackstate.stackgraph.StackGraph;
import io.stackstate.stackgraph.StoreUnavailableException;
import io.stackstate.telemetry.EventStore;
import io.stackstate.telemetry.promql.PromqlEngine;
import io.stackstate.topology.kafka.LiveTopology;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The REST API below {@code /api} (REST sheet): authentication, server information, topology now
 * and in the past, integrations and their synchronizations, Kafka topics. It is the only writer of
 * settings. The live topology and the graph belong to the caller, who opens and closes them.
 */
public final class Api implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Api.class);
  private static final long CATCH_UP_SECONDS = 2;
  private static final long DRAIN_SECONDS = 30;

  private final ApiSettings settings;
  private final TokenAuthenticator authenticator;
  private final Routes routes;
  private final SettingsProducer producer;
  private final Boards boards;
  private final KafkaMonitorRuns monitorRuns;
  private final GraphAdministration administration;
  private final Synchronizations synchronizations;
  private final SettingsServices content;
  private final Scripts scripts;
  private final SettingsJournal journal;
  private final CheckBoard checks;

  /** Nothing runs before. */
  private volatile boolean started;

  private final ScheduledExecutorService background =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "api-settings");
            thread.setDaemon(true);
            return thread;
          });

  private Api(
      ApiSettings settings, Map<String, Object> kafka, ApiSources sources, MeterRegistry metrics) {
    InstantSource clock = InstantSource.system();
    StackGraph graph = sources.graph();
    this.settings = settings;
    this.producer = new SettingsProducer(kafka, settings.publishTimeout());
    this.boards = new Boards(kafka);
    this.monitorRuns = new KafkaMonitorRuns(kafka, producer);
    this.administration = new GraphAdministration(graph, sources.rebuild(), clock, metrics);
    this.journal = journal(kafka, graph, clock);
    this.checks = checks(sources.live());
    IssuedTokens tokens = new IssuedTokens(journal, clock);
    this.authenticator = new TokenAuthenticator(settings.tokens(), tokens);
    this.synchronizations =
        new Synchronizations(journal, producer, boards.synchronizations(), clock);
    this.content =
        new SettingsServices(
            settings, kafka, journal, producer, synchronizations, this::publishSoon, clock);
    this.scripts = new Scripts(settings.scripts());
    this.routes =
        new Routes(callers(clock), new ErrorResponses(clock), new RequestMetrics(metrics));
    new ServerInfoResource(BuildInfo.read()).bind(routes);
    new TokenResource(tokens, clock).bind(routes);
    administration.bind(routes, settings.removalPatience(), settings.gremlin());
    Topologies topologies = new LiveAndPast(sources.live(), graph, clock);
    bindTopology(sources, topologies, clock);
    bindEvents(sources.events(), topologies, clock);
    PromqlEngine promql = new PromqlEngine(sources.metrics(), settings.promql().limits());
    new PromqlResource(promql, sources.metrics(), settings.promql().maxActive(), clock)
        .bind(routes);
    bindHandlers(sources, topologies, clock);
    bindSettings(kafka, sources, promql, topologies, clock);
  }

  private Authenticator callers(InstantSource clock) {
    return settings
        .kubernetes()
        .<Authenticator>map(access -> new ServiceAccountAuthenticator(authenticator, access, clock))
        .orElse(authenticator);
  }

  /**
   * Makes the API; nothing runs before {@link #start()}, and the live topology must not either.
   *
   * @param config with the section {@code stackstate.api}
   * @param kafka client settings, at least {@code bootstrap.servers}
   */
  public static Api create(
      Config config, Map<String, Object> kafka, ApiSources sources, MeterRegistry metrics) {
    return new Api(ApiSettings.read(config), kafka, sources, metrics);
  }

  /** Adds everything below {@code /api} to a server. */
  public void bind(ServerBuilder server) {
    routes.bind(server, settings.maxRequestBytes(), settings.requestTimeout());
  }

  /** Starts to publish settings and to follow the status of synchronizations; returns at once. */
  public void start() {
    boards.start();
    monitorRuns.start();
    content.start();
    started = true;
    administration.start(settings.verifyInterval());
    background.scheduleWithFixedDelay(this::catchUp, 0, CATCH_UP_SECONDS, TimeUnit.SECONDS);
  }

  /** Whether all settings are published and the status of all synchronizations is known. */
  public boolean ready() {
    return synchronizations.ready() && content.ready() && journal.ready();
  }

  /** Accepts these service tokens from now on, and no others. */
  public void replaceTokens(List<ServiceToken> tokens) {
    authenticator.replace(tokens);
  }

  /** Stops what runs; call it after the server has drained its requests. */
  @Override
  public void close() {
    scripts.close();
    drain();
    content.close();
    writeJournal();
    administration.close();
    boards.close();
    monitorRuns.close();
    producer.close();
  }

  private void bindTopology(ApiSources sources, Topologies topologies, InstantSource clock) {
    Duration timeout = settings.snapshot().defaultTimeout();
    QueryGate gate = new QueryGate(topologies, settings.snapshot(), clock);
    new SnapshotResource(gate).bind(routes);
    new TopologyQueryResource(gate).bind(routes);
    new SuggestionResource(gate).bind(routes);
    new ExplainResource(gate).bind(routes);
    new ProblemResource(gate, topologies, timeout, clock).bind(routes);
    new ExportResource(new QueryGate(topologies, settings.export(), clock)).bind(routes);
    new StqlResource(topologies).bind(routes);
    new ElementHistoryResource(
            sources.graph(), content.telemetry()::history, topologies, timeout, clock)
        .bind(routes);
    new ChangesResource(sources.graph(), topologies, gate, clock).bind(routes);
    new ComponentResource(topologies, timeout, clock, content.telemetry()::of).bind(routes);
    new RelationResource(topologies, timeout, clock, content.telemetry()::of).bind(routes);
    CheckedElements elements = new CheckedElements(topologies, timeout, clock, content.telemetry());
    new ElementCheckResource(elements, checks).bind(routes);
    new ElementChangeResource(elements, content.telemetry()).bind(routes);
    new StreamValueResource(elements, sources.metrics(), clock).bind(routes);
    new TopologyStatusResource(sources.live(), sources.graph()).bind(routes);
  }

  private static CheckBoard checks(LiveTopology live) {
    CheckBoard checks = new CheckBoard();
    live.addListener((commit, next) -> checks.apply(commit));
    return checks;
  }

  private void bindEvents(EventStore events, Topologies topologies, InstantSource clock) {
    new EventResource(
            events, topologies, settings.eventQueries(), settings.maxActiveEvents(), clock)
        .bind(routes);
    new CausingEventsResource(
            topologies,
            new StoredCausingEvents(events, settings.eventRetention(), clock),
            settings.snapshot(),
            clock)
        .bind(routes);
  }

  private void bindHandlers(ApiSources sources, Topologies topologies, InstantSource clock) {
    NotificationBoard notifications = boards.notifications();
    new EventHandlerResource(content.handlers(), notifications).bind(routes);
    new HandlerActionResource(
            content.handlers(),
            notifications,
            producer,
            sources.events(),
            topologies,
            sources.graph(),
            clock)
        .bind(routes);
    new AcknowledgeLinkResource(
            notifications,
            new AutomationRequests(notifications, producer),
            settings.secrets(),
            clock,
            topologies::componentName)
        .bind(routes);
    new NotificationResource(
            content.handlers(),
            notifications,
            new AutomationRequests(notifications, producer),
            settings.notifications(),
            clock)
        .bind(routes);
  }

  private void bindSettings(
      Map<String, Object> kafka,
      ApiSources sources,
      PromqlEngine promql,
      Topologies topologies,
      InstantSource clock) {
    SyncStatusBoard syncs = boards.synchronizations();
    LiveTopology live = sources.live();
    new IntegrationResource(synchronizations).bind(routes);
    content.bind(routes, boards.views());
    content.bindMonitors(
        routes,
        boards.monitors(),
        monitorRuns,
        boards.health(),
        checks,
        sources.events(),
        promql,
        live::snapshot);
    new HealthStreamResource(boards.health(), producer, live::snapshot, checks, clock).bind(routes);
    new SyncStreamResource(List.of(synchronizations, content.syncs(syncs)), syncs, clock)
        .bind(routes);
    new TelemetryQueryResource(sources.metrics()).bind(routes);
    Surroundings around =
        new Surroundings(
            sources.outside(),
            new StoredTelemetry(sources.metrics(), new PromqlData(promql)::data),
            content.scriptPacks(),
            content.telemetry()::of,
            settings.scripts().baseUrl());
    ScriptSight sight = new ScriptSight(topologies, content.nodes(), around, clock);
    new ScriptResource(scripts, sight).bind(routes);
    ElementLookup lookup =
        new ElementLookup(topologies, settings.snapshot().defaultTimeout(), clock);
    ComponentForecasts forecasts =
        new ComponentForecasts(
            content.nodes(), content.telemetry()::of, sources.metrics(), scripts, clock);
    new ForecastResource(lookup, forecasts).bind(routes);
    new ActionResource(
            content.nodes(), lookup, scripts, sight, clock, List.of(new ForecastAction(forecasts)))
        .bind(routes);
    new TopicResource(
            new TopicReader(kafka, settings.maxTopicBytes(), settings.topicTimeout()),
            settings.maxTopicMessages(),
            settings.maxTopicReaders())
        .bind(routes);
  }

  private SettingsJournal journal(
      Map<String, Object> kafka, StackGraph graph, InstantSource clock) {
    try {
      return SettingsJournal.open(
          graph.settings(),
          graph::allSettings,
          new KafkaSettingsTopic(
              settings.journalTopic(), kafka, producer, settings.journalPatience()),
          clock,
          this::publishSoon);
    } catch (IOException e) {
      throw new IllegalStateException(
          "settings cannot be restored, and without them nothing may start: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while settings were restored", e);
    }
  }

  private void publishSoon() {
    if (!started) {
      return;
    }
    try {
      background.execute(this::catchUp);
    } catch (RejectedExecutionException e) {
      LOG.debug("Settings are published at the next start");
    }
  }

  /** Without an interrupt: a store on BerkeleyDB does not survive one that comes while it reads. */
  private void drain() {
    background.shutdown();
    try {
      if (!background.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("Settings are still being published; what is missing follows at the next start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What was stored last must not have to wait for the next start: there may be none. */
  private void writeJournal() {
    try {
      journal.catchUp();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("The journal of settings is completed at the next start: {}", e.getMessage());
    }
  }

  private void catchUp() {
    try {
      journal.catchUp();
      synchronizations.catchUp();
      content.catchUp();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (StoreUnavailableException e) {
      LOG.debug("Settings wait for the store: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("Settings were not brought up to date, will be tried again", e);
    }
  }
}
