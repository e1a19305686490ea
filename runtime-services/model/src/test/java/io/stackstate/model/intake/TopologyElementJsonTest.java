package io.stackstate.model.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import io.stackstate.model.Json;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The shape of topology sheet, section 2.3. */
class TopologyElementJsonTest {

  @Test
  void componentStandsInItsWrapperWithDataAsText() throws IOException {
    assertShape(
        new TopologyPayload.Component("urn:host:/web-1", "host", "{\"name\":\"web-1\"}", null),
        """
        {"TopologyComponent":{"externalId":"urn:host:/web-1","typeName":"host",\
        "data":"{\\"name\\":\\"web-1\\"}"}}""");
  }

  @Test
  void componentKeepsItsSourceProperties() throws IOException {
    assertShape(
        new TopologyPayload.Component("a", "host", "{}", "{\"raw\":1}"),
        """
        {"TopologyComponent":{"externalId":"a","typeName":"host","data":"{}",\
        "sourceProperties":"{\\"raw\\":1}"}}""");
  }

  @Test
  void relationNamesItsEndsByExternalId() throws IOException {
    assertShape(
        new TopologyPayload.Relation("a->b", "a", "b", "uses", "{}", null),
        """
        {"TopologyRelation":{"externalId":"a->b","sourceId":"a","targetId":"b",\
        "typeName":"uses","data":"{}"}}""");
  }

  @Test
  void deleteHasTheExternalIdOnly() throws IOException {
    assertShape(new TopologyPayload.Delete("x"), "{\"TopologyDelete\":{\"externalId\":\"x\"}}");
  }

  @Test
  void snapshotMarkersNameTheirSnapshot() throws IOException {
    assertShape(
        new TopologyPayload.StartSnapshot("s"),
        "{\"TopologyStartSnapshot\":{\"snapshotId\":\"s\"}}");
    assertShape(
        new TopologyPayload.StopSnapshot("s"), "{\"TopologyStopSnapshot\":{\"snapshotId\":\"s\"}}");
  }

  @Test
  void aPayloadThatNobodyKnowsIsAnError() {
    assertThatThrownBy(() -> Json.mapper().readValue(wrapped("{\"X\":{}}"), TopologyElement.class))
        .isInstanceOf(InvalidTypeIdException.class);
  }

  private static void assertShape(TopologyPayload payload, String json) throws IOException {
    TopologyElement element = new TopologyElement(payload, "host-1", 11, 12);
    String written = Json.mapper().writeValueAsString(element);
    assertThat(written).isEqualTo(wrapped(json));
    assertThat(Json.mapper().readValue(written, TopologyElement.class)).isEqualTo(element);
  }

  private static String wrapped(String payload) {
    return "{\"TopologyElement\":{\"payload\":"
        + payload
        + ",\"internalHostname\":\"host-1\",\"collectionTimestamp\":11,\"ingestionTimestamp\":12}}";
  }
}
