package io.stackstate.automation.output.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.automation.output.Delivery;
import io.stackstate.automation.output.Golden;
import io.stackstate.automation.output.Outcome;
import io.stackstate.automation.output.Receiver;
import io.stackstate.automation.output.Receiver.Received;
import io.stackstate.automation.output.Receiver.Reply;
import io.stackstate.automation.output.Samples;
import io.stackstate.automation.output.TestOutputs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServiceNowTest {
  private final TestOutputs outputs = new TestOutputs().secret("sn", "pw", "s3cret");
  private final Map<String, JsonNode> incidents = new LinkedHashMap<>();
  private final List<JsonNode> changes = new ArrayList<>();
  private final Receiver receiver = Receiver.answering(this::answer);

  @AfterEach
  void close() {
    outputs.close();
    receiver.close();
  }

  /** The Table API: look-up by correlation_id, creation, change. */
  private synchronized Reply answer(Received request) {
    String path = request.path();
    if (request.method().equals("GET")) {
      String wanted = path.replaceAll(".*correlation_id=([^&]+).*", "$1");
      String found =
          incidents.entrySet().stream()
              .filter(i -> i.getValue().get("correlation_id").textValue().equals(wanted))
              .map(i -> "{\"sys_id\":\"" + i.getKey() + "\"}")
              .findFirst()
              .orElse("");
      return Reply.of(200, "{\"result\":[" + found + "]}");
    }
    if (request.method().equals("POST")) {
      String id = "a" + incidents.size();
      incidents.put(id, request.json());
      return Reply.of(201, "{\"result\":{\"sys_id\":\"" + id + "\",\"number\":\"INC1\"}}");
    }
    if (!incidents.containsKey(path.substring(path.lastIndexOf('/') + 1))) {
      return Reply.of(404, "{\"error\":{\"message\":\"No Record found\"}}");
    }
    changes.add(request.json());
    return Reply.of(200, "{\"result\":{}}");
  }

  private Delivery delivery(String more) {
    return outputs.delivery(
        "serviceNow: {url: '"
            + receiver.url("")
            + "', auth: {basic: {username: obs, passwordSecretRef: {name: sn, key: pw}}}"
            + more
            + "}");
  }

  @Test
  void opensChangesAndResolvesOneIncident() {
    Delivery delivery = delivery(", assignmentGroup: Ops, fields: {cmdb_ci: orders}");
    Outcome open = delivery.deliver(Samples.open(), Optional.empty());
    assertThat(open).isEqualTo(new Outcome.Delivered(Optional.of("a0")));
    assertThat(delivery.deliver(Samples.update(), Optional.of("a0"))).isEqualTo(open);
    assertThat(delivery.deliver(Samples.close(), Optional.of("a0"))).isEqualTo(open);
    Golden.check("servicenow-create", incidents.get("a0"));
    Golden.check("servicenow-change", changes.get(0));
    Golden.check("servicenow-resolve", changes.get(1));
  }

  @Test
  void aSecondSendWithTheSameIdChangesTheIncident() {
    Delivery delivery = delivery("");
    delivery.deliver(Samples.open(), Optional.empty());
    assertThat(delivery.deliver(Samples.open(), Optional.empty()))
        .isEqualTo(new Outcome.Delivered(Optional.of("a0")));
    assertThat(incidents).hasSize(1);
    assertThat(changes).hasSize(1);
  }

  @Test
  void aDeletedIncidentIsOpenedAnewAndNotClosed() {
    Delivery delivery = delivery("");
    assertThat(delivery.deliver(Samples.close(), Optional.of("gone")))
        .isEqualTo(new Outcome.Delivered(Optional.empty()));
    assertThat(incidents).isEmpty();
    assertThat(delivery.deliver(Samples.update(), Optional.of("gone")))
        .isEqualTo(new Outcome.Delivered(Optional.of("a0")));
  }

  @Test
  void eventsClearWithSeverityZeroUnderTheSameKey() {
    Delivery delivery = delivery(", as: Event");
    delivery.deliver(Samples.open(), Optional.empty());
    assertThat(receiver.last().path()).isEqualTo("/api/global/em/jsonv2");
    Golden.check("servicenow-event-open", receiver.last().json());
    delivery.deliver(Samples.close(), Optional.empty());
    JsonNode clear = receiver.last().json().at("/records/0");
    assertThat(clear.get("severity").textValue()).isEqualTo("0");
    assertThat(clear.get("message_key").textValue()).isEqualTo(Samples.ID.toString());
  }
}
