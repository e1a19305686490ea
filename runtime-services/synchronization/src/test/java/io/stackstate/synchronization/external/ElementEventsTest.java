package io.stackstate.synchronization.external;

import static io.stackstate.synchronization.external.Fixture.A;
import static io.stackstate.synchronization.external.Fixture.B;
import static io.stackstate.synchronization.external.Fixture.component;
import static io.stackstate.synchronization.external.Fixture.delete;
import static io.stackstate.synchronization.external.Fixture.relation;
import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.Json;
import io.stackstate.model.event.EventTypes;
import io.stackstate.model.event.PropertiesChange;
import io.stackstate.model.event.VersionChange;
import io.stackstate.model.intake.TopologyEvent;
import io.stackstate.model.intake.TopologyPayload;
import org.junit.jupiter.api.Test;

class ElementEventsTest {
  private static final String H1 = "'identifiers':['urn:host:/h1']";
  private final Fixture f = Fixture.withTwo();

  private TopologyEvent event(String type) {
    return f.lastEvents.stream().filter(e -> e.type().equals(type)).findFirst().orElseThrow();
  }

  private <T> T data(String type, Class<T> kind) throws Exception {
    return Json.mapper().readValue(event(type).data(), kind);
  }

  @Test
  void aNewVersionIsToldByThreeEventsOfOneTime() throws Exception {
    f.send(A, component("a", "{'name':'web','version':'1'," + H1 + "}"));
    assertThat(f.told()).containsExactly(EventTypes.ELEMENT_CREATED);
    f.send(A, component("a", "{'name':'web','version':'2'," + H1 + "}"));

    assertThat(f.told())
        .containsExactlyInAnyOrder(
            EventTypes.VERSION_CHANGED,
            EventTypes.ELEMENT_PROPERTIES_CHANGED,
            EventTypes.ELEMENT_UPDATED);
    long id = f.named("web").id();
    assertThat(f.lastEvents)
        .allSatisfy(
            event -> {
              assertThat(event.timestamp()).isEqualTo(f.now);
              assertThat(event.category()).isEqualTo("Changes");
              assertThat(event.source()).isEqualTo("StackState");
              assertThat(event.name()).isEqualTo(event.type().toLowerCase(java.util.Locale.ROOT));
              assertThat(event.elements()).containsExactly(id);
              assertThat(event.elementIdentifiers()).containsExactly("urn:host:/h1");
            });
    assertThat(f.lastEvents).extracting(TopologyEvent::id).doesNotHaveDuplicates();
    assertThat(data(EventTypes.VERSION_CHANGED, VersionChange.class))
        .isEqualTo(new VersionChange("1", "2"));
    PropertiesChange properties =
        data(EventTypes.ELEMENT_PROPERTIES_CHANGED, PropertiesChange.class);
    assertThat(properties.sources())
        .singleElement()
        .satisfies(
            source -> {
              assertThat(source.syncId()).isEqualTo(A);
              assertThat(source.externalId()).isEqualTo("a");
              assertThat(source.oldText()).contains("version: \"1\"");
              assertThat(source.newText()).contains("version: \"2\"");
              // Also in the properties, which repeat what was sent.
              assertThat(source.additions()).isEqualTo(2);
              assertThat(source.deletions()).isEqualTo(2);
            });
  }

  @Test
  void theSameIsToldOfAComponentWithoutIdentifiersAndAfterARestart() throws Exception {
    f.send(A, component("a", "{'version':'1'}"));
    f.restart().send(A, component("a", "{'version':'2'}"));
    assertThat(data(EventTypes.VERSION_CHANGED, VersionChange.class))
        .isEqualTo(new VersionChange("1", "2"));
    f.send(A, component("a", "{}"));
    assertThat(data(EventTypes.VERSION_CHANGED, VersionChange.class))
        .isEqualTo(new VersionChange("2", null));
  }

  @Test
  void nothingIsToldWhenNothingChangedOrStateIsRebuilt() {
    f.send(A, component("a", "{" + H1 + "}"), component("b"), relation("a", "b"));
    f.send(A, component("a", "{" + H1 + "}"), component("b"), relation("a", "b"));
    assertThat(f.told()).isEmpty();
    f.restart().drain();
    assertThat(f.told()).isEmpty();
    f.send(A, component("a", "{" + H1 + "}"), component("b"), relation("a", "b"));
    assertThat(f.told()).isEmpty();
  }

  @Test
  void aComponentThatGoesIsToldWithWhatItWasAndItsRelationsToo() {
    f.send(A, component("a", "{'name':'web'," + H1 + "}"), component("b"), relation("a", "b"));
    assertThat(f.told()).hasSize(3).containsOnly(EventTypes.ELEMENT_CREATED);
    f.send(A, delete("a"));
    assertThat(f.told()).hasSize(2).containsOnly(EventTypes.ELEMENT_DELETED);
    assertThat(f.lastEvents)
        .anySatisfy(
            event -> {
              assertThat(event.data())
                  .isEqualTo("{\"kind\":\"component\",\"name\":\"web\",\"type\":\"server\"}");
              assertThat(event.elementIdentifiers()).containsExactly("urn:host:/h1");
            })
        .anySatisfy(event -> assertThat(event.data()).contains("\"kind\":\"relation\"", "a --> b"));
  }

  @Test
  void aSourceThatJoinsOrLeavesAComponentIsAChangeOfItsProperties() throws Exception {
    f.send(A, component("a", "{'name':'A'," + H1 + "}"));
    f.send(B, component("b", "{'name':'B','version':'2'," + H1 + "}"));
    assertThat(f.told())
        .containsExactlyInAnyOrder(
            EventTypes.VERSION_CHANGED,
            EventTypes.ELEMENT_PROPERTIES_CHANGED,
            EventTypes.ELEMENT_UPDATED);
    PropertiesChange joined = data(EventTypes.ELEMENT_PROPERTIES_CHANGED, PropertiesChange.class);
    assertThat(joined.sources()).hasSize(1);
    assertThat(joined.sources().get(0).oldText()).isNull();
    assertThat(joined.sources().get(0).newText()).contains("name: B");

    f.send(B, delete("b"));
    PropertiesChange left = data(EventTypes.ELEMENT_PROPERTIES_CHANGED, PropertiesChange.class);
    assertThat(left.sources().get(0).newText()).isNull();
    assertThat(data(EventTypes.VERSION_CHANGED, VersionChange.class))
        .isEqualTo(new VersionChange("2", null));
  }

  @Test
  void aChangedRelationIsToldWithItsProperties() throws Exception {
    f.send(A, component("a"), component("b"), relation("r", "a", "b"));
    f.send(A, new TopologyPayload.Relation("r", "a", "b", "uses", "{\"port\":80}", null));
    assertThat(f.told())
        .containsExactlyInAnyOrder(
            EventTypes.ELEMENT_PROPERTIES_CHANGED, EventTypes.ELEMENT_UPDATED);
    PropertiesChange change = data(EventTypes.ELEMENT_PROPERTIES_CHANGED, PropertiesChange.class);
    assertThat(change.sources().get(0).newText()).contains("port: 80");
  }

  @Test
  void longTextsAreCut() throws Exception {
    f.send(A, component("a", "{'note':'" + "x".repeat(5_000) + "'}"));
    f.send(A, component("a", "{'note':'" + "y".repeat(5_000) + "'}"));
    PropertiesChange change = data(EventTypes.ELEMENT_PROPERTIES_CHANGED, PropertiesChange.class);
    assertThat(change.sources().get(0).newText()).hasSize(1_003).endsWith("...");
    assertThat(change.sources().get(0).additions()).isEqualTo(1);
  }

  @Test
  void aSynchronizationThatIsRemovedTellsOfEachElement() {
    f.send(A, component("a"), component("b"), relation("a", "b"));
    f.unconfigure(A).drain();
    int told = f.told().size();
    f.drain();
    assertThat(told + f.told().size()).isEqualTo(3);
  }
}
