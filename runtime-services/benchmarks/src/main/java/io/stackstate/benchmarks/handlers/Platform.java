package io.stackstate.benchmarks.handlers;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.automation.AutomationService;
import io.stackstate.benchmarks.Await;
import io.stackstate.benchmarks.Kafka;
import io.stackstate.health.HealthService;
import io.stackstate.model.Json;
import io.stackstate.receiver.Receiver;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Ours: receiver, health and automation in this process, on a broker of its own. */
final class Platform implements Pipeline {
  private static final String KEY = "benchmark";
  private static final long HANDLER = 1;

  private final Kafka kafka;
  private final Neighbours neighbours;
  private final HealthService health;
  private final AutomationService automation;
  private final Receiver receiver;
  private final Server server;
  private final Posts intake;

  Platform(Path scratch, int components) throws Exception {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    kafka = Kafka.start(scratch);
    neighbours = new Neighbours(kafka);
    neighbours.components(components);
    health = HealthService.create(config(), kafka.config(), meters);
    automation = AutomationService.create(config(), kafka.config(), Map.of(), meters);
    receiver = Receiver.create(config(), kafka.config(), meters);
    ServerBuilder builder = Server.builder().http(0);
    receiver.bind(builder);
    server = builder.build();
    health.start();
    automation.start();
    server.start().join();
    Await.until("health and automation", () -> health.ready() && automation.ready());
    intake =
        new Posts(
            "http://127.0.0.1:" + server.activeLocalPort() + "/stsAgent/intake?api_key=" + KEY);
  }

  private static Config config() {
    return ConfigFactory.parseMap(
            Map.of(
                "stackstate.receiver.apiKeys",
                List.of(KEY),
                "stackstate.automation.outputs.allowedAddresses",
                List.of("127.0.0.1/32")))
        .withFallback(ConfigFactory.load());
  }

  /** Tells a webhook whenever an element is critical, at once and each by itself. */
  void tell(String url) throws Exception {
    neighbours.handler(
        HANDLER,
        "{'triggers':[{'elementHealth':{'to':['CRITICAL']}}],'grouping':{'by':['element'],'wait':'0s',"
            + "'interval':'5m','repeat':'0s'},'outputs':[{'name':'hook','webhook':{'url':'"
            + url
            + "'}}]}");
    neighbours.awaitHandler(HANDLER);
  }

  Neighbours neighbours() {
    return neighbours;
  }

  @Override
  public String name() {
    return "ours";
  }

  @Override
  public void critical(List<Integer> elements) throws Exception {
    ObjectNode body = Json.mapper().createObjectNode();
    ObjectNode health = body.putArray("health").addObject();
    body.put("internalHostname", "benchmark");
    health.put("consistency_model", "REPEAT_STATES");
    health.putObject("stream").put("urn", "urn:health:benchmark:alerts");
    health.putObject("expiry").put("repeat_interval_s", 1_800).put("expiry_interval_s", 3_600);
    ArrayNode states = health.putArray("check_states");
    for (int element : elements) {
      states
          .addObject()
          .put("checkStateId", "check-" + element)
          .put("name", "Disk space")
          .put("health", "CRITICAL")
          .put("topologyElementIdentifier", Hook.name(element))
          .put("message", "The volume is full.");
    }
    intake.send(Json.mapper().writeValueAsBytes(body));
  }

  @Override
  public void close() {
    server.stop().join();
    receiver.close();
    automation.close();
    health.close();
    neighbours.close();
    kafka.close();
  }
}
