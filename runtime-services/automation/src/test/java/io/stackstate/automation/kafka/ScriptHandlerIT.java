package io.stackstate.automation.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.automation.AutomationService;
import io.stackstate.automation.notify.Events;
import io.stackstate.model.Json;
import io.stackstate.model.event.EventTypes;
import io.stackstate.model.notification.HandlerStatus;
import io.stackstate.model.notification.NotificationKey;
import io.stackstate.model.notification.NotificationKey.Kind;
import io.stackstate.model.notification.OutputStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Health sheet, test cases 47 and 49: event handlers of 5.1, from an event to their functions. */
class ScriptHandlerIT {
  private static final long VIEW = 21;

  @TempDir static Path directory;
  private static TestKafka kafka;
  private static AutomationService service;

  @BeforeAll
  static void start() throws Exception {
    kafka = new TestKafka(directory);
    kafka.component(1);
    kafka.component(2);
    kafka.relation(50, 1, 2);
    kafka.problem(90, 1);
    kafka.node("QueryView", VIEW, "orders", "{'query':'name = \\'c1\\''}".replace("\\'", "\\\""));
    Config config =
        ConfigFactory.parseMap(
                Map.of("stackstate.automation.outputs.allowedAddresses", List.of("127.0.0.1/32")))
            .withFallback(ConfigFactory.load());
    service = AutomationService.create(config, kafka.config(), Map.of(), new SimpleMeterRegistry());
    service.start();
    eventually().until(service::ready);
  }

  @AfterAll
  static void stop() {
    service.close();
    kafka.close();
  }

  /** A handler of 5.1, and its function with the parameters {@code event} and {@code url}. */
  private static void handler(long id, String filter, String url, String script) throws Exception {
    kafka.node(
        "EventHandlerFunction",
        id + 1,
        "function " + id,
        "{'_type':'EventHandlerFunction','name':'f','supportedEventTypes':['"
            + filter
            + "'],'parameters':[{'_type':'Parameter','id':5,'name':'event','type':'EVENT_STREAM'},"
            + "{'_type':'Parameter','id':6,'name':'url','type':'STRING'}],'script':'"
            + script.replace("'", "\\u0027")
            + "'}");
    kafka.node(
        "EventHandler",
        id,
        "handler " + id,
        "{'_type':'EventHandler','view':"
            + VIEW
            + ",'function':"
            + (id + 1)
            + ",'arguments':[{'_type':'ArgumentStsEventStreamVal','parameter':5,'filter':'"
            + filter
            + "'},{'_type':'ArgumentStringVal','parameter':6,'value':'"
            + url
            + "'}]}");
    eventually()
        .until(
            () -> kafka.stored().containsKey(NotificationKey.of(Kind.HANDLER, Long.toString(id))));
    HandlerStatus status =
        read(NotificationKey.of(Kind.HANDLER, Long.toString(id)), HandlerStatus.class);
    assertThat(status.invalid()).isNull();
    assertThat(status.notExecuted()).isEmpty();
  }

  @Test
  void aFunctionRunsForComponentsOfItsViewAndForNothingElse() throws Exception {
    try (Receiver receiver = new Receiver()) {
      handler(
          31,
          "HEALTH_STATE_CHANGES",
          receiver.url(),
          "Topology.query(view.query).components().then { c -> Http.post(url).jsonRequest { "
              + "to event.newState; from event.oldState; id event.stackElement; "
              + "seen c*.name; shown view.name } }");

      kafka.event(Events.health(2, "CLEAR", "CRITICAL", "outside"));
      kafka.event(Events.health(50, "CLEAR", "CRITICAL", "a relation"));
      kafka.event(Events.health(1, "CLEAR", "DEVIATING", "in the view"));
      eventually().until(() -> receiver.bodies().size() == 1);
      kafka.event(Events.health(1, "DEVIATING", "CRITICAL", "worse"));
      eventually().until(() -> receiver.bodies().size() == 2);
      kafka.event(Events.health(1, "CRITICAL", "CLEAR"));
      eventually().until(() -> receiver.bodies().size() == 3);

      assertThat(receiver.bodies())
          .extracting(body -> body.path("from").asText() + ">" + body.path("to").asText())
          .containsExactly("CLEAR>DEVIATING", "DEVIATING>CRITICAL", "CRITICAL>CLEAR");
      JsonNode first = receiver.bodies().get(0);
      assertThat(first.path("id").asLong()).isEqualTo(1);
      assertThat(first.path("seen")).hasToString("[\"c1\"]");
      assertThat(first.path("shown").asText()).isEqualTo("orders");
    }
  }

  @Test
  void aFunctionFindsTheProblemOfItsEventInItsView() throws Exception {
    try (Receiver receiver = new Receiver()) {
      handler(
          33,
          "PROBLEM_EVENT",
          receiver.url(),
          "View.withId(view).problem(event.problemId).then { p -> Http.post(url).jsonRequest("
              + "[type: event._type, root: p.rootCause.causeName, checks: p.failingCheckNames]) }");

      kafka.event(Events.problem(EventTypes.PROBLEM_CREATED, 90, 1, List.of(1L)));
      eventually().until(() -> receiver.bodies().size() == 1);
      kafka.event(Events.problem(EventTypes.PROBLEM_RESOLVED, 90, 1, List.of(1L)));
      eventually().until(() -> receiver.bodies().size() == 2);

      assertThat(receiver.bodies().get(0))
          .hasToString("{\"type\":\"ProblemCreatedEvent\",\"root\":\"c1\",\"checks\":[\"disk\"]}");
      assertThat(receiver.bodies().get(1).path("type").asText()).isEqualTo("ProblemResolvedEvent");
    }
  }

  @Test
  void whatAFunctionThrowsStandsInTheStatusOfItsOutput() throws Exception {
    handler(
        35, "VIEW_HEALTH_STATE_CHANGES", "http://x", "throw new RuntimeException(url + \\\"!\\\")");

    kafka.event(Events.view(VIEW, "CLEAR", "CRITICAL"));
    NotificationKey key = NotificationKey.of(Kind.OUTPUT, "35", "function");
    eventually()
        .until(
            () ->
                kafka.stored().containsKey(key)
                    && !read(key, OutputStatus.class).errors().isEmpty());

    OutputStatus.Failure failure = read(key, OutputStatus.class).errors().get(0);
    assertThat(failure.category()).isEqualTo("Script");
    assertThat(failure.message()).isEqualTo("EXCEPTION: f, line 1: RuntimeException: http://x!");
    eventually().until(() -> kafka.stored().keySet().stream().anyMatch(k -> k.kind() == Kind.DEAD));
    assertThat(service.failure()).isEmpty();
  }

  private static <T> T read(NotificationKey key, Class<T> type) {
    try {
      return Json.mapper().readValue(kafka.stored().get(key), type);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofMinutes(4)).pollInterval(Duration.ofMillis(100));
  }
}
