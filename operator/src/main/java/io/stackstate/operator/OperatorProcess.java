package io.stackstate.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.stackstate.operator.config.OperatorConfig;
import io.stackstate.operator.http.ProbeServer;
import io.stackstate.operator.k8s.ClusterFacts;
import io.stackstate.operator.k8s.ObjectClient;
import io.stackstate.operator.k8s.OwnedObjects;
import io.stackstate.operator.metrics.OperatorMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All parts of the operator, wired. Starts once, closes once: reconciliations that are under way
 * are finished, then the lease is left to expire.
 */
public final class OperatorProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorProcess.class);
  private static final Duration DRAIN = Duration.ofSeconds(20);

  private final OperatorConfig config;
  private final Optional<Lead> lead;
  private final KubernetesClient client;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final OperatorMetrics metrics = new OperatorMetrics(registry);
  private final ClusterFacts facts;
  private final OwnedObjects owned;
  private final Operator operator;
  private final Controllers controllers;
  private final ScheduledExecutorService prober =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "cluster-facts");
            thread.setDaemon(true);
            return thread;
          });

  private ProbeServer probes;
  private volatile boolean started;
  private volatile boolean stopping;

  /** With the client that the environment describes: in a pod, its service account. */
  public OperatorProcess(OperatorConfig config) {
    this(config, Clients.ofEnvironment(config.maxConcurrentRequests()));
  }

  private OperatorProcess(OperatorConfig config, KubernetesClient client) {
    this(config, client, new ObjectClient(client));
  }

  /**
   * @param client closed with this process
   * @param writes the calls that change objects
   */
  OperatorProcess(OperatorConfig config, KubernetesClient client, ObjectClient writes) {
    this.config = config;
    this.client = client;
    this.lead = config.election().map(Lead::of);
    this.facts = new ClusterFacts(client);
    this.owned = new OwnedObjects(client, config.namespaces());
    this.operator =
        new Operator(o -> Controllers.configure(o, config, client, metrics, election()));
    this.controllers = new Controllers(config, client, facts, owned, writes, metrics);
    controllers.register(operator);
  }

  @SuppressWarnings("deprecation") // Nothing else says that the framework must not exit by itself.
  private LeaderElectionConfiguration election() {
    return config
        .election()
        .map(
            election ->
                new LeaderElectionConfiguration(
                    election.lease(),
                    election.namespace().orElse(null),
                    election.duration(),
                    election.renewDeadline(),
                    election.retryPeriod(),
                    lead.map(Lead::identity).orElse(null),
                    callbacks(),
                    // Its System.exit would wait for the very shutdown that calls it.
                    false))
        .orElse(null);
  }

  private LeaderCallbacks callbacks() {
    return new LeaderCallbacks(
        () -> {
          LOG.info("this process leads now");
          metrics.leading(true);
        },
        this::lostLead,
        leader -> LOG.info("{} leads", leader));
  }

  /**
   * Two that reconcile would undo each other's work: better none until the pod is started again.
   */
  private void lostLead() {
    metrics.leading(false);
    if (!stopping) {
      LOG.error("the lead was lost; the process ends, to come back as one that waits for it");
      Runtime.getRuntime().halt(1);
    }
  }

  /** Returns when all resources are known and reconciling has begun, or waits for the lead. */
  public void start() {
    try {
      probes = new ProbeServer(config.httpPort(), () -> "", this::unready, registry::scrape);
    } catch (IOException e) {
      throw new UncheckedIOException("port " + config.httpPort() + ": " + e.getMessage(), e);
    }
    facts.refresh();
    owned.watch(facts.observable());
    operator.start();
    calmTimers();
    if (config.election().isEmpty()) {
      metrics.leading(true);
    }
    long probe = config.probe().toMillis();
    prober.scheduleWithFixedDelay(this::probe, probe, probe, TimeUnit.MILLISECONDS);
    started = true;
    LOG.info(
        "started; watches {}; probes and metrics on port {}",
        config.namespaces().isEmpty() ? "all namespaces" : config.namespaces(),
        probes.port());
  }

  /**
   * The framework's pool of timers keeps no thread, and such a pool wakes every 10 ms while
   * anything is scheduled in it: half a percent of a core for nothing.
   */
  private void calmTimers() {
    ScheduledExecutorService timers =
        operator.getConfigurationService().getExecutorServiceManager().scheduledExecutorService();
    if (timers instanceof ScheduledThreadPoolExecutor pool) {
      pool.setCorePoolSize(1);
    }
  }

  private void probe() {
    try {
      if (facts.refresh()) {
        owned.watch(facts.observable());
        controllers.clusterChanged();
      }
    } catch (KubernetesClientException e) {
      LOG.warn("cannot ask which kinds are served, it is tried again: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("looking for served kinds failed by a mistake in the program", e);
    }
  }

  private String unready() {
    if (!started || stopping) {
      return started ? "stopping" : "the caches are not complete yet";
    }
    return owned.healthy() && operator.getRuntimeInfo().allEventSourcesAreHealthy()
        ? ""
        : "a watch is down and being renewed";
  }

  /** Where probes and metrics are; known after the start. */
  public int port() {
    return probes.port();
  }

  @Override
  public void close() {
    stopping = true;
    prober.shutdownNow();
    if (started) {
      operator.stop();
      lead.ifPresent(held -> held.release(client));
    }
    controllers.close();
    owned.close();
    client.close();
    if (probes != null) {
      probes.close();
    }
    LOG.info("stopped");
  }

  /** How long a reconciliation that is under way may still take at the end. */
  static Duration drain() {
    return DRAIN;
  }
}
