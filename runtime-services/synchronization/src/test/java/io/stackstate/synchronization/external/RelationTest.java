package io.stackstate.synchronization.external;

import static io.stackstate.synchronization.external.Fixture.A;
import static io.stackstate.synchronization.external.Fixture.component;
import static io.stackstate.synchronization.external.Fixture.delete;
import static io.stackstate.synchronization.external.Fixture.relation;
import static io.stackstate.synchronization.external.Fixture.start;
import static io.stackstate.synchronization.external.Fixture.stop;
import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.change.Relation;
import io.stackstate.model.settings.SyncStatus;
import org.junit.jupiter.api.Test;

class RelationTest {
  private final Fixture f = new Fixture().configure(A);

  @Test
  void isCreatedWhenItComesBeforeItsComponentsInTheSameSnapshot() {
    f.send(A, start("s"), relation("1", "2"), component("1"));
    assertThat(f.relations).isEmpty();
    assertThat(f.status(A).parkedRelations()).isEqualTo(1);

    f.send(A, component("2"), stop());

    Relation relation = f.relations().get(0);
    assertThat(relation.name()).isEqualTo("1 --> 2");
    assertThat(relation.source()).isEqualTo(f.named("1").id());
    assertThat(relation.target()).isEqualTo(f.named("2").id());
    assertThat(f.status(A).errors()).isZero();
    assertThat(f.status(A).parkedRelations()).isZero();
  }

  @Test
  void toAnUnknownComponentIsAnErrorWithBothIdsWhenTheSnapshotStops() {
    f.snapshot(A, component("1"), relation("r", "1", "nowhere"));

    assertThat(f.relations).isEmpty();
    SyncStatus.Error error = f.status(A).errorDetails().get(0);
    assertThat(error.category()).isEqualTo("RelationWithoutComponent");
    assertThat(error.level()).isEqualTo(SyncStatus.Level.WARN);
    assertThat(error.externalId()).isEqualTo("r");
    assertThat(error.message()).contains("component 1").contains("component nowhere");
  }

  @Test
  void waitsTenMinutesOutsideASnapshot() {
    f.send(A, relation("1", "2"), relation("3", "4"), component("1"), component("3")).pass(500_000);
    f.send(A, component("2"));
    assertThat(f.relations()).extracting(Relation::externalId).containsExactly("1->2");

    f.pass(100_001);
    assertThat(f.status(A).errors()).isEqualTo(1);
    assertThat(f.status(A).parkedRelations()).isZero();
    f.send(A, component("4"));
    assertThat(f.relations()).extracting(Relation::externalId).containsExactly("1->2");
  }

  @Test
  void waitsOverARestart() {
    f.send(A, component("1"), relation("1", "2"), component("3"));

    f.restart().send(A, component("2"));

    assertThat(f.relations()).extracting(Relation::externalId).containsExactly("1->2");
  }

  @Test
  void isDeletedWithItsComponentInTheSameCommitAndCreatedAgainWhenSentAgain() {
    f.send(A, component("1"), component("2"), relation("1", "2"));

    f.send(A, delete("2"));
    assertThat(f.lastChanges).hasSize(2).allMatch(c -> c.isDelete());
    f.send(A, component("2"));
    assertThat(f.relations).isEmpty();
    f.send(A, relation("1", "2"));

    assertThat(f.relations()).hasSize(1);
    assertThat(f.status(A).createdRelations()).isEqualTo(2);
  }

  @Test
  void thatTheOpenSnapshotConfirmedWaitsForItsDeletedComponent() {
    f.send(A, component("1"), component("2"), relation("1", "2"), relation("old", "2", "1"));

    f.send(A, start("s"), component("1"), relation("1", "2"), delete("2"));
    assertThat(f.relations).isEmpty();
    f.restart().send(A, component("2"), stop());

    assertThat(f.relations()).extracting(Relation::externalId).containsExactly("1->2");
  }

  @Test
  void thatWaitedSinceBeforeASnapshotIsNotConfirmedByIt() {
    f.send(A, component("1"), relation("1", "2"));

    f.send(A, start("s"), component("1"), component("2"));
    assertThat(f.relations()).hasSize(1);
    f.send(A, stop());

    assertThat(f.relations).isEmpty();
  }

  @Test
  void whoseComponentASnapshotLeftOutIsDeletedAndCounted() {
    f.snapshot(A, component("1"), component("2"), relation("1", "2"));

    f.snapshot(A, component("1"), relation("1", "2"));

    assertThat(f.relations).isEmpty();
    assertThat(f.names()).containsExactly("1");
    assertThat(f.errorCategories(A)).containsExactly("RelationWithoutComponent");
  }

  @Test
  void followsANewEnd() {
    f.send(A, component("1"), component("2"), component("3"), relation("r", "1", "2"));

    f.send(A, relation("r", "1", "3"));
    assertThat(f.relations().get(0).target()).isEqualTo(f.named("3").id());
    assertThat(f.status(A).createdRelations()).isEqualTo(1);

    f.send(A, relation("r", "1", "4"));
    assertThat(f.relations).isEmpty();
    f.send(A, component("4"));
    assertThat(f.relations().get(0).target()).isEqualTo(f.named("4").id());
  }

  @Test
  void toItselfIsPossible() {
    f.send(A, component("1"), relation("1", "1"));
    assertThat(f.relations()).hasSize(1);

    f.send(A, delete("1"));
    assertThat(f.relations).isEmpty();
    assertThat(f.status(A).deletedRelations()).isEqualTo(1);
  }

  @Test
  void beyondTheLimitOfWaitingOnesTheOldestIsAnError() {
    Fixture small = new Fixture(new StreamLimits(2, 600_000, 1_000, 1_000)).configure(A);

    small.send(A, relation("1", "x"), relation("2", "x"), relation("3", "x"));

    assertThat(small.status(A).parkedRelations()).isEqualTo(2);
    assertThat(small.status(A).errorDetails().get(0).externalId()).isEqualTo("1->x");
  }
}
