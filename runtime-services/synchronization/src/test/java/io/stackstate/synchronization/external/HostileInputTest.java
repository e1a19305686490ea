package io.stackstate.synchronization.external;

import static io.stackstate.synchronization.external.Fixture.A;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.model.Json;
import io.stackstate.model.intake.TopologyElement;
import io.stackstate.model.intake.TopologyPayload;
import io.stackstate.model.settings.SyncSettings;
import io.stackstate.model.settings.SyncStatus;
import io.stackstate.synchronization.mapping.ElementException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HostileInputTest {
  private final Fixture f = new Fixture().configure(A);
  private final IntakeParser parser = new IntakeParser();

  @Test
  void readsWhatTheReceiverWrites() throws Exception {
    List<TopologyPayload> payloads =
        List.of(
            new TopologyPayload.StartSnapshot("s"),
            new TopologyPayload.Component("\"\u0000ü\uD83D\uDE00", "t", "{\"a\":\"\\\"\"}", null),
            new TopologyPayload.Relation("r", "a", "b", "t", "{}", "{\"x\":1}"),
            new TopologyPayload.Delete("d"),
            new TopologyPayload.StopSnapshot(null));
    for (TopologyPayload payload : payloads) {
      byte[] json = Json.mapper().writeValueAsBytes(new TopologyElement(payload, "h", 1, 2));
      assertThat(parser.parse(json, 5, 99)).isEqualTo(new IntakeRecord(5, 1, 2, "h", payload));
    }
  }

  @Test
  void survivesAnythingThatIsNotAnElement() {
    Random random = new Random(7);
    byte[] valid =
        "{\"TopologyElement\":{\"payload\":{\"TopologyComponent\":{\"externalId\":\"a\",\"typeName\":\"t\",\"data\":\"{}\"}}}}"
            .getBytes(StandardCharsets.UTF_8);
    int refused = 0;
    for (int i = 0; i < 10_000; i++) {
      byte[] mutated = valid.clone();
      for (int k = random.nextInt(4); k >= 0; k--) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
      }
      try {
        f.synchronizer.accept(A, parser.parse(mutated, i, 1), f.now);
      } catch (ElementException e) {
        refused++;
        f.synchronizer.fail(A, e, f.now);
      }
    }
    f.drain();
    assertThat(refused).isPositive();
    assertThat(f.status(A).errors()).isGreaterThanOrEqualTo(refused);
    assertThat(f.status(A).errorDetails().size()).isLessThanOrEqualTo(100);
    f.restart().send(A, Fixture.component("after"));
    assertThat(f.names()).contains("after");
  }

  @Test
  void refusesRecordsWithoutAnElement() {
    for (String json : List.of("", "[]", "{}", "7", "{\"TopologyElement\":{\"payload\":{}}}")) {
      assertThatThrownBy(() -> parser.parse(json.getBytes(StandardCharsets.UTF_8), 3, 1))
          .isInstanceOf(ElementException.class)
          .hasMessageContaining("offset 3");
    }
    assertThatThrownBy(() -> parser.parse(null, 3, 1)).isInstanceOf(ElementException.class);
  }

  @Test
  void acceptsAnyUnicodeAsId() {
    List<String> ids =
        List.of("\u0000", " ", "\uD83D\uDE00", "a --> b", "é", "e\u0301", "\"'\\{}", "\u202Ex");
    for (String id : ids) {
      f.send(A, Fixture.component(id), Fixture.relation("r" + id, id, id));
    }
    f.restart();
    assertThat(f.components()).hasSize(ids.size());
    assertThat(f.relations()).hasSize(ids.size());
    ids.forEach(id -> f.send(A, Fixture.delete(id)));
    assertThat(f.components).isEmpty();
    assertThat(f.relations).isEmpty();
  }

  @Test
  void countsElementsWithoutIdTypeOrEnds() {
    f.send(
        A,
        new TopologyPayload.Component(null, "t", "{}", null),
        new TopologyPayload.Component("x", null, "{}", null),
        new TopologyPayload.Relation("r", null, "b", "t", "{}", null),
        new TopologyPayload.Relation(null, "a", "b", "t", "{}", null),
        new TopologyPayload.Delete(null),
        Fixture.component("good"));

    assertThat(f.names()).containsExactly("good");
    assertThat(f.status(A).errors()).isEqualTo(5);
    assertThat(f.status(A).errorDetails())
        .extracting(SyncStatus.Error::externalId)
        .contains("x", "r");
  }

  @Test
  void refusesAnElementThatNoRecordCouldHold() {
    f.send(A, Fixture.component("huge", "{'text':'" + "x".repeat(150_000) + "'}"));

    assertThat(f.components).isEmpty();
    assertThat(f.errorCategories(A)).containsExactly("ElementTooLarge");
  }

  @Test
  void keepsErrorDetailsSmallAndClearsThem() {
    for (int i = 0; i < 150; i++) {
      f.send(A, new TopologyPayload.Component("x".repeat(5_000) + i, null, "{}", null));
      f.send(A, new TopologyPayload.Component("y" + i, null, "{}", null));
    }
    assertThat(f.status(A).errors()).isEqualTo(300);
    assertThat(f.status(A).errorDetails()).hasSize(100);
    assertThat(f.status(A).errorDetails().get(0).externalId()).isEqualTo("y149");

    f.restart()
        .configure(new SyncSettings(A, "urn:sync:1", "sync 1", "test", "url-1", null, f.now));

    assertThat(f.status(A).errors()).isZero();
    assertThat(f.status(A).errorDetails()).isEmpty();
  }

  @Test
  void removesInPartsAndStartsAgainWithOtherSettings() {
    TopologyPayload[] many = new TopologyPayload[25];
    for (int i = 0; i < many.length; i++) {
      many[i] = Fixture.component("c" + i);
    }
    f.send(A, many);

    f.configure(new SyncSettings(A, "urn:sync:1", "sync 1", "test", "other", null, 0));
    assertThat(f.components()).hasSize(15);
    assertThat(f.status(A).status()).isEqualTo(SyncStatus.State.Deleting);
    f.streams.clear();
    f.positions.clear();
    f.committed.clear();
    f.restart().drain().drain().drain().drain();

    assertThat(f.components).isEmpty();
    assertThat(f.synchronizer.topics()).containsEntry(A, "sts_topo_test_other");
    f.send(A, Fixture.component("c1"));
    assertThat(f.components().get(0).labels()).containsExactly("test:other");
    assertThat(f.status(A).createdComponents()).isEqualTo(1);
  }
}
