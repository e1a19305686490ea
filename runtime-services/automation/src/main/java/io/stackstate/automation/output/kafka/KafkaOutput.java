package io.stackstate.automation.output.kafka;

import io.stackstate.automation.output.OutputKind;
import io.stackstate.automation.output.http.HttpRuntime;
import io.stackstate.automation.output.spec.SpecReader;
import io.stackstate.automation.output.text.MessageTemplates;
import java.util.Optional;

/** The kind {@code kafka} (health sheet, section 13.1 row 15). */
public final class KafkaOutput implements OutputKind {
  private final HttpRuntime runtime;
  private final Optional<PlatformBroker> platform;

  /**
   * @param runtime whose guard judges brokers that are not the platform's
   * @param platform empty when handlers may not write to it
   */
  public KafkaOutput(HttpRuntime runtime, Optional<PlatformBroker> platform) {
    this.runtime = runtime;
    this.platform = platform;
  }

  @Override
  public Maker read(SpecReader spec, MessageTemplates templates) {
    KafkaTarget target = KafkaTarget.read(spec, platform);
    return secrets ->
        new KafkaDelivery(
            target,
            new KafkaClients(target, runtime, platform),
            runtime.guard(),
            secrets,
            templates);
  }
}
