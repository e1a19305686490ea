package io.stackstate.automation.kafka;

import com.typesafe.config.Config;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.stackstate.automation.delivery.Deliveries;
import io.stackstate.automation.delivery.SealedSecrets;
import io.stackstate.automation.engine.AcknowledgeLinks;
import io.stackstate.automation.engine.Engine;
import io.stackstate.automation.engine.RetryPolicy;
import io.stackstate.automation.output.Links;
import io.stackstate.automation.output.OutputKind;
import io.stackstate.automation.output.OutputSettings;
import io.stackstate.automation.output.Outputs;
import io.stackstate.automation.script.Scripting;
import io.stackstate.model.Topics;
import io.stackstate.stackpacks.provision.SecretBox;
import io.stackstate.topology.kafka.SoleWriter;
import io.stackstate.topology.kafka.Standby;
import io.stackstate.topology.kafka.WriterClients;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The thread of the service, which runs one {@link AutomationSession} after the other. */
public final class AutomationWorker implements AutoCloseable {
  private final AutomationConfig config;
  private final OutputSettings settings;
  private final RetryPolicy retry;
  private final SecretBox box;
  private final Map<String, OutputKind> more;
  private final Scripting scripting;
  private final SoleWriter writer;

  /**
   * @param more kinds of outputs besides the usual ones
   * @throws IllegalArgumentException with field, found and expected, when the configuration is
   *     wrong
   */
  public AutomationWorker(
      Config root, Map<String, Object> kafka, Map<String, OutputKind> more, MeterRegistry meters) {
    this.config = AutomationConfig.of(root);
    this.settings = OutputSettings.from(root.getConfig("stackstate.automation.outputs"), kafka);
    this.retry =
        RetryPolicy.of(
            root.getConfig("stackstate.automation.retry"),
            () -> ThreadLocalRandom.current().nextDouble());
    this.box = SecretBox.of(root.getString(SecretBox.SETTING));
    this.scripting = new Scripting(root);
    Map<String, OutputKind> kinds = new HashMap<>(Map.of(Scripting.KIND, scripting.kind()));
    kinds.putAll(more);
    this.more = Map.copyOf(kinds);
    AutomationMetrics metrics = new AutomationMetrics(meters);
    WriterClients clients = new WriterClients(kafka, config.groupId());
    Optional<Standby> standby =
        config.standby()
            ? Optional.of(new Standby(Topics.NOTIFICATIONS, config.instanceId()))
            : Optional.empty();
    this.writer =
        new SoleWriter(
            "automation",
            clients,
            standby,
            () -> new AutomationSession(config, kafka, clients, metrics, parts()));
    Gauge.builder("stackstate.automation.active", writer, w -> w.active() ? 1 : 0)
        .description("1 in the instance that works, 0 in one that stands by")
        .register(meters);
  }

  private SessionParts parts() {
    Outputs outputs = new Outputs(settings, more);
    Links links = new Links(settings.baseUrl());
    Deliveries deliveries =
        new Deliveries(
            outputs,
            secrets -> new SealedSecrets(secrets, box),
            config.maxDeliveriesPerOutput(),
            config.maxDeliveries());
    return new SessionParts(
        new Engine(
            links,
            new AcknowledgeLinks(settings.baseUrl(), box, config.acknowledgeLinks()),
            retry,
            UUID::randomUUID),
        outputs,
        deliveries,
        links,
        scripting);
  }

  public void start() {
    writer.start();
  }

  /** True while events are processed, or another instance does it; false while state is rebuilt. */
  public boolean ready() {
    return writer.ready();
  }

  public Optional<Throwable> failure() {
    return writer.failure();
  }

  /** Lets what is on its way arrive, stores that it did, then returns. */
  @Override
  public void close() {
    writer.close();
    scripting.close();
  }
}
