package io.stackstate.api;

import io.stackstate.api.check.CheckBoard;
import io.stackstate.api.check.MadeTelemetry;
import io.stackstate.api.handler.EventHandlers;
import io.stackstate.api.health.HealthBoard;
import io.stackstate.api.health.ViewHealthBoard;
import io.stackstate.api.http.Routes;
import io.stackstate.api.kafka.KafkaSettingsTopic;
import io.stackstate.api.kafka.SettingsProducer;
import io.stackstate.api.kafka.TopicArrivals;
import io.stackstate.api.monitor.AskedRun;
import io.stackstate.api.monitor.CheckStatusResource;
import io.stackstate.api.monitor.IdentifierLookupResource;
import io.stackstate.api.monitor.MonitorBoard;
import io.stackstate.api.monitor.MonitorPreviewResource;
import io.stackstate.api.monitor.MonitorPublishResource;
import io.stackstate.api.monitor.MonitorResource;
import io.stackstate.api.monitor.MonitorRunResource;
import io.stackstate.api.monitor.MonitorRuns;
import io.stackstate.api.monitor.PromqlSeries;
import io.stackstate.api.script.ScriptPacks;
import io.stackstate.api.settings.DeclarationResource;
import io.stackstate.api.settings.Declarations;
import io.stackstate.api.settings.DeclaredPrograms;
import io.stackstate.api.settings.NodeResource;
import io.stackstate.api.settings.SettingsPublisher;
import io.stackstate.api.settings.SettingsSyncs;
import io.stackstate.api.settings.StackGraphSettings;
import io.stackstate.api.settings.TransferResource;
import io.stackstate.api.stackpacks.IntegrationPacks;
import io.stackstate.api.stackpacks.PackFileResource;
import io.stackstate.api.stackpacks.StackPackResource;
import io.stackstate.api.stackpacks.StackPackService;
import io.stackstate.api.sync.SyncStatusBoard;
import io.stackstate.api.sync.SyncStreams;
import io.stackstate.api.sync.Synchronizations;
import io.stackstate.model.Topics;
import io.stackstate.stackgraph.SettingsStore;
import io.stackstate.stackpacks.settings.FunctionChecks;
import io.stackstate.stackpacks.settings.GroovyChecks;
import io.stackstate.stackpacks.settings.SettingsNodes;
import io.stackstate.stackpacks.stj.SettingsExport;
import io.stackstate.stackpacks.stj.SettingsImport;
import io.stackstate.telemetry.EventStore;
import io.stackstate.telemetry.promql.PromqlEngine;
import io.stackstate.topology.TopologySnapshot;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Settings nodes and StackPacks, which share the lock of the one writer. */
final class SettingsServices implements AutoCloseable {
  private final ApiSettings config;
  private final InstantSource clock;
  private final StackGraphSettings settings;
  private final SettingsImport imports;
  private final SettingsStore store;
  private final SettingsPublisher publisher;
  private final TopicArrivals arrivals;
  private final StackPackService packs;
  private final Synchronizations integrations;
  private final EventHandlers handlers;
  private final MadeTelemetry telemetry;

  SettingsServices(
      ApiSettings config,
      Map<String, Object> kafka,
      SettingsStore store,
      SettingsProducer producer,
      Synchronizations integrations,
      Runnable publishSoon,
      InstantSource clock) {
    ReentrantLock writer = new ReentrantLock();
    FunctionChecks functions = new GroovyChecks();
    this.config = config;
    this.clock = clock;
    this.integrations = integrations;
    this.settings = new StackGraphSettings(store, clock);
    this.store = store;
    this.imports = new SettingsImport(settings, functions, clock, writer);
    this.publisher =
        new SettingsPublisher(
            settings,
            new KafkaSettingsTopic(Topics.SETTINGS, kafka, producer, config.topicTimeout()),
            integrations::owns,
            integrations::ownsNamespace,
            publishSoon);
    this.arrivals = new TopicArrivals(kafka);
    this.handlers = new EventHandlers(settings, config.secrets(), writer, clock);
    this.telemetry = new MadeTelemetry(settings, settings, writer, clock);
    this.packs =
        new StackPackService(
            store, settings, functions, arrivals, config.intake(), config.secrets(), writer, clock);
    integrations.runThrough(new IntegrationPacks(packs.packs(), new DeclaredPrograms(settings)));
  }

  void bind(Routes routes, ViewHealthBoard views) {
    new NodeResource(settings, imports, views).bind(routes);
    new TransferResource(imports, new SettingsExport(settings, clock), config.maxImportBytes())
        .bind(routes);
    new DeclarationResource(
            new Declarations(store, settings, imports, clock), config.maxImportBytes())
        .bind(routes);
    new StackPackResource(packs.packs()).bind(routes);
    new PackFileResource(packs.packs(), config.intake()).bind(routes);
  }

  /** All nodes. */
  SettingsNodes nodes() {
    return settings;
  }

  /** StackPacks, for scripts. */
  ScriptPacks scriptPacks() {
    return new ScriptPacks(settings, name -> packs.packs().installed(name).isPresent());
  }

  /** The definitions of event handlers. */
  EventHandlers handlers() {
    return handlers;
  }

  /** The streams and checks that people gave elements. */
  MadeTelemetry telemetry() {
    return telemetry;
  }

  /** Monitors are settings, too. */
  void bindMonitors(
      Routes routes,
      MonitorBoard board,
      MonitorRuns runs,
      HealthBoard health,
      CheckBoard checks,
      EventStore events,
      PromqlEngine promql,
      Supplier<TopologySnapshot> topology) {
    new MonitorResource(settings, imports, board, health, topology, checks, clock).bind(routes);
    AskedRun asked = new AskedRun(runs, config.monitorPatience(), clock);
    new MonitorRunResource(settings, asked).bind(routes);
    new MonitorPreviewResource(settings, asked, health).bind(routes);
    new MonitorPublishResource(settings, asked).bind(routes);
    new CheckStatusResource(settings, health, checks, events, topology).bind(routes);
    new IdentifierLookupResource(topology, new PromqlSeries(promql, clock)).bind(routes);
  }

  /** The synchronizations that settings declare. */
  SyncStreams syncs(SyncStatusBoard board) {
    return new SettingsSyncs(
        settings, publisher, board, integrations::owns, integrations::ownsNamespace, clock);
  }

  void start() {
    packs.start();
    arrivals.start();
  }

  /** Whether all settings were published. */
  boolean ready() {
    return publisher.ready();
  }

  void catchUp() throws InterruptedException {
    publisher.catchUp();
  }

  @Override
  public void close() {
    packs.close();
    arrivals.close();
  }
}
