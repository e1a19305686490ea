package io.stackstate.synchronization.external;

import static io.stackstate.synchronization.external.Fixture.A;
import static io.stackstate.synchronization.external.Fixture.component;
import static io.stackstate.synchronization.external.Fixture.delete;
import static io.stackstate.synchronization.external.Fixture.relation;
import static io.stackstate.synchronization.external.Fixture.start;
import static io.stackstate.synchronization.external.Fixture.stop;
import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.settings.SyncStatus;
import org.junit.jupiter.api.Test;

class SnapshotTest {
  private final Fixture f = new Fixture().configure(A);

  @Test
  void deletesAtTheStopWhatTheSnapshotDidNotContain() {
    f.snapshot(A, component("1"), component("2"));
    long second = f.named("2").id();

    f.send(A, start("b"), component("2"));
    f.send(A, component("3"));
    assertThat(f.names()).containsExactly("1", "2", "3");
    f.send(A, stop());

    assertThat(f.names()).containsExactly("2", "3");
    assertThat(f.named("2").id()).isEqualTo(second);
    SyncStatus status = f.status(A);
    assertThat(status.createdComponents()).isEqualTo(3);
    assertThat(status.deletedComponents()).isEqualTo(1);
    assertThat(status.components()).isEqualTo(2);
    assertThat(status.errors()).isZero();
  }

  @Test
  void writesNothingWhenNothingChanged() {
    f.snapshot(A, component("1"), component("2"), relation("1", "2"));

    f.snapshot(A, component("1"), component("2"), relation("1", "2"));

    assertThat(f.lastChanges).isEmpty();
  }

  @Test
  void writesNothingWhenNothingChangedOverARestart() {
    f.snapshot(A, component("1", "{'identifiers':['x']}"), component("2"), relation("1", "2"));

    f.restart()
        .snapshot(A, component("2"), component("1", "{'identifiers':['x']}"), relation("1", "2"));

    assertThat(f.lastChanges).isEmpty();
    assertThat(f.status(A).components()).isEqualTo(2);
  }

  @Test
  void writesNothingForAChangeThatIsTakenBackInTheSameBatch() {
    f.send(A, component("1", "{'name':'a'}"));

    f.send(A, component("1", "{'name':'b'}"), component("1", "{'name':'a'}"));

    assertThat(f.lastChanges).isEmpty();
    assertThat(f.send(A, component("1", "{'name':'c'}")).names()).containsExactly("c");
  }

  @Test
  void countsASecondStartAndForgetsWhatTheFirstHadSeen() {
    f.snapshot(A, component("1"), component("2"));

    f.send(A, start("a"), component("1"), start("b"), component("2"), stop());

    assertThat(f.names()).containsExactly("2");
    assertThat(f.errorCategories(A)).containsExactly("SnapshotAlreadyOpen");
    assertThat(f.status(A).errors()).isEqualTo(1);
  }

  @Test
  void neverDeletesWithoutAStop() {
    f.snapshot(A, component("1"), component("2"));

    f.send(A, start("a"), component("1")).pass(10_000_000);

    assertThat(f.names()).containsExactly("1", "2");
  }

  @Test
  void countsAStopWithoutAStartAndDeletesNothing() {
    f.send(A, component("1"), stop());

    assertThat(f.names()).containsExactly("1");
    assertThat(f.errorCategories(A)).containsExactly("SnapshotNotOpen");
  }

  @Test
  void countsASecondHostOncePerSnapshot() {
    f.feed(A, "h1", start("a"), component("1")).feed(A, "h2", component("2"), component("3"));
    f.feed(A, "h1", stop()).drain();

    assertThat(f.names()).containsExactly("1", "2", "3");
    assertThat(f.errorCategories(A)).containsExactly("SnapshotDataFromMultipleHosts");
    assertThat(f.status(A).errors()).isEqualTo(1);
    assertThat(f.status(A).errorDetails().get(0).message()).contains("h1").contains("h2");
  }

  @Test
  void remembersOverARestartWhatTheOpenSnapshotHasSeen() {
    f.snapshot(A, component("1"), component("2"), component("3"));
    f.send(A, start("a"), component("1"));

    f.restart().send(A, component("3"), stop());

    assertThat(f.names()).containsExactly("1", "3");
    assertThat(f.status(A).deletedComponents()).isEqualTo(1);
  }

  @Test
  void deletesNothingWhenTheRecordsOfTheOpenSnapshotAreLost() {
    f.snapshot(A, component("1"), component("2"));
    f.send(A, start("a"), component("1"));
    f.synchronizer.lost(A, "the stream begins later", f.now);

    f.send(A, stop());

    assertThat(f.names()).containsExactly("1", "2");
    assertThat(f.errorCategories(A)).containsExactlyInAnyOrder("DataLost", "SnapshotNotOpen");
  }

  @Test
  void keepsInASnapshotAnElementThatCannotBeUpdated() {
    f.snapshot(A, component("1"));

    f.snapshot(A, component("1", "[]"));

    assertThat(f.names()).containsExactly("1");
    assertThat(f.errorCategories(A)).containsExactly("InvalidData");
  }

  @Test
  void deletesComponentsAndRelationsByExternalId() {
    f.send(A, component("1"), component("2"), component("3"), relation("r", "1", "2"));

    f.send(A, delete("r"), delete("3"), delete("unknown"));

    assertThat(f.names()).containsExactly("1", "2");
    assertThat(f.relations).isEmpty();
    assertThat(f.status(A).deletedRelations()).isEqualTo(1);
  }

  @Test
  void removesWhatWasNotSeenForTheTimeOfExpiry() {
    f.configure(
        new io.stackstate.model.settings.SyncSettings(
            A, "urn:sync:1", "sync 1", "test", "url-1", 60_000L, 0));
    f.send(A, component("1"), component("2"), relation("1", "2"));

    f.pass(40_000).send(A, component("1")).pass(40_000);

    assertThat(f.names()).containsExactly("1");
    assertThat(f.relations).isEmpty();
    assertThat(f.status(A).deletedComponents()).isEqualTo(1);
  }

  @Test
  void countsExpiryFromTheStartAfterARestart() {
    f.configure(
        new io.stackstate.model.settings.SyncSettings(
            A, "urn:sync:1", "sync 1", "test", "url-1", 60_000L, 0));
    f.send(A, component("1"));
    f.now += 50_000;

    f.restart().pass(50_000);
    assertThat(f.names()).containsExactly("1");
    f.pass(20_000);
    assertThat(f.names()).isEmpty();
  }
}
