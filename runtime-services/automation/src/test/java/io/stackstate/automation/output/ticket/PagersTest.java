package io.stackstate.automation.output.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.automation.output.Delivery;
import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.Golden;
import io.stackstate.automation.output.Outcome;
import io.stackstate.automation.output.Receiver;
import io.stackstate.automation.output.Receiver.Received;
import io.stackstate.automation.output.Receiver.Reply;
import io.stackstate.automation.output.Samples;
import io.stackstate.automation.output.TestOutputs;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PagersTest {
  private static final Outcome DELIVERED =
      new Outcome.Delivered(Optional.of(Samples.ID.toString()));
  private static final Optional<String> REFERENCE = Optional.of(Samples.ID.toString());

  private final TestOutputs outputs =
      new TestOutputs()
          .secret("pd", "key", "e93facc04764012d7bfb002500d5d1a6")
          .secret("og", "key", "genie-1");

  @AfterEach
  void close() {
    outputs.close();
  }

  @Test
  void pagerDutyTriggersAndResolvesWithOneKey() {
    try (Receiver pager = Receiver.answering(Reply.of(202, "{\"status\":\"success\"}"))) {
      Delivery delivery =
          outputs.delivery(
              "pagerDuty: {routingKeySecretRef: {name: pd, key: key}, apiUrl: '"
                  + pager.url("")
                  + "', severityMap: {CRITICAL: error}}");
      assertThat(delivery.deliver(Samples.open(), Optional.empty())).isEqualTo(DELIVERED);
      assertThat(delivery.deliver(Samples.update(), REFERENCE)).isEqualTo(DELIVERED);
      assertThat(delivery.deliver(Samples.close(), REFERENCE)).isEqualTo(DELIVERED);
      assertThat(pager.received().stream().map(Received::path)).containsOnly("/v2/enqueue");
      assertThat(pager.received().stream().map(r -> r.json().get("dedup_key").textValue()))
          .containsOnly(Samples.ID.toString());
      Golden.check("pagerduty-open", pager.received().get(0).json());
      Golden.check("pagerduty-close", pager.received().get(2).json());
    }
  }

  @Test
  void opsgenieCreatesChangesAndClosesByAlias() {
    try (Receiver genie = Receiver.answering(Reply.of(202))) {
      Delivery delivery = opsgenie(genie, "");
      assertThat(delivery.deliver(Samples.open(), Optional.empty())).isEqualTo(DELIVERED);
      assertThat(genie.last().headers()).containsEntry("authorization", "GenieKey genie-1");
      Golden.check("opsgenie-open", genie.last().json());
      assertThat(delivery.deliver(Samples.update(), REFERENCE)).isEqualTo(DELIVERED);
      assertThat(delivery.deliver(Samples.close(), REFERENCE)).isEqualTo(DELIVERED);
      String alert = "/v2/alerts/" + Samples.ID;
      assertThat(genie.received().stream().map(r -> r.method() + " " + r.path()))
          .containsExactly(
              "POST /v2/alerts",
              "POST /v2/alerts",
              "PUT " + alert + "/message?identifierType=alias",
              "PUT " + alert + "/description?identifierType=alias",
              "POST " + alert + "/notes?identifierType=alias",
              "POST " + alert + "/close?identifierType=alias");
      Golden.check("opsgenie-close", genie.last().json());
    }
  }

  /** Accepts everything; a request is unknown at first, and then has this result. */
  private static Receiver genie(String result) {
    AtomicInteger asked = new AtomicInteger();
    return Receiver.answering(
        request -> {
          if (!request.method().equals("GET")) {
            return Reply.of(
                202, "{\"result\":\"Request will be processed\",\"requestId\":\"r-1\"}");
          }
          return asked.incrementAndGet() % 2 == 1
              ? Reply.of(
                  404, "{\"message\":\"Request not found. It might not be processed, yet.\"}")
              : Reply.of(200, "{\"data\":" + result + ",\"requestId\":\"r-1\"}");
        });
  }

  @Test
  void opsgenieIsAskedForTheResultUntilThereIsOne() {
    try (Receiver genie = genie("{\"isSuccess\":true,\"status\":\"Created alert\"}")) {
      assertThat(opsgenie(genie, "").deliver(Samples.open(), Optional.empty()))
          .isEqualTo(DELIVERED);
      assertThat(genie.received().stream().map(r -> r.method() + " " + r.path()))
          .containsExactly(
              "POST /v2/alerts", "GET /v2/alerts/requests/r-1", "GET /v2/alerts/requests/r-1");
      assertThat(genie.last().headers()).containsEntry("authorization", "GenieKey genie-1");
    }
  }

  @Test
  void whatOpsgenieAcceptsAndThenCannotDoIsAFailure() {
    try (Receiver genie = genie("{\"isSuccess\":false,\"status\":\"Team not found genie-1\"}")) {
      assertThat(opsgenie(genie, "").deliver(Samples.open(), Optional.empty()))
          .isEqualTo(
              new Outcome.Refused(FailureCategory.RECEIVER, "request failed: Team not found ***"));
    }
  }

  @Test
  void closingAnAlertThatOpsgenieDoesNotHaveIsNoFailure() {
    try (Receiver genie = genie("{\"isSuccess\":false,\"status\":\"Alert does not exist\"}")) {
      assertThat(opsgenie(genie, "").deliver(Samples.close(), REFERENCE)).isEqualTo(DELIVERED);
    }
  }

  @Test
  void opsgenieGetsAtMostWhatItTakes() {
    try (Receiver genie = Receiver.answering(Reply.of(202))) {
      opsgenie(genie, ", template: {title: '" + "long ".repeat(60) + "'}")
          .deliver(Samples.open(), Optional.empty());
      JsonNode alert = genie.last().json();
      assertThat(alert.get("message").textValue()).hasSize(130).endsWith("…");
    }
  }

  @Test
  void anAlertThatIsGoneNeedsNoClosing() {
    try (Receiver genie = Receiver.answering(Reply.of(404))) {
      assertThat(opsgenie(genie, "").deliver(Samples.close(), REFERENCE)).isEqualTo(DELIVERED);
    }
  }

  private Delivery opsgenie(Receiver genie, String more) {
    return outputs.delivery(
        "{opsgenie: {genieKeySecretRef: {name: og, key: key}, apiUrl: '"
            + genie.url("")
            + "', priority: P2, responders: [{name: ops, type: TEAM}, {name: a@b.c, type: USER}]}"
            + more
            + "}");
  }
}
