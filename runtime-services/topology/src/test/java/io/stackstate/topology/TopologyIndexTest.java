package io.stackstate.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Problem;
import io.stackstate.model.health.BoundCheckState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TopologyIndexTest {
  private final TopologyIndex index = new TopologyIndex();
  private long number;

  @Test
  void beforeTheFirstCommitItIsEmpty() {
    TopologySnapshot snapshot = index.snapshot();
    assertThat(snapshot.commit()).isEqualTo(-1);
    assertThat(snapshot.components().isEmpty()).isTrue();
    assertThat(snapshot.values(Attribute.HEALTH)).isEmpty();
    assertThat(snapshot.componentOrdinal(1)).isEqualTo(-1);
    assertThat(snapshot.health(1)).isEqualTo(HealthState.UNKNOWN);
    assertThatIllegalArgumentException().isThrownBy(() -> snapshot.component(0));
    assertThatIllegalArgumentException().isThrownBy(() -> snapshot.relationId(-1));
  }

  @Test
  void aRelationIsLinkedOnceBothEndsAreThereInWhateverOrderTheyCome() {
    apply(relation(9, 1, 2));
    assertThat(index.snapshot().relationCount()).isEqualTo(1);
    assertThat(index.snapshot().relation(index.snapshot().relationOrdinal(9)).target())
        .isEqualTo(2);
    apply(component(2));
    assertThat(linked(1)).isEmpty();
    apply(component(1));
    assertThat(linked(1)).containsExactly("9 -> 2 ONE_WAY");
  }

  @Test
  void inOneCommitARelationMayPrecedeItsComponents() {
    apply(relation(9, 1, 1), relation(8, 1, 2), component(1), component(2));
    assertThat(linked(1)).containsExactlyInAnyOrder("9 -> 1 ONE_WAY", "8 -> 2 ONE_WAY");
  }

  @Test
  void deletingAComponentUnlinksItsRelationsAndItsReturnLinksThemAgain() {
    apply(component(1), component(2), relation(9, 1, 2), relation(8, 2, 1), relation(7, 2, 2));
    apply(Changes.delete(Aspect.COMPONENT, 2));
    assertThat(linked(1)).isEmpty();
    assertThat(index.snapshot().relationCount()).isEqualTo(3);
    apply(Changes.delete(Aspect.RELATION, 8), component(2));
    assertThat(linked(1)).containsExactly("9 -> 2 ONE_WAY");
    assertThat(linked(2)).containsExactly("7 -> 2 ONE_WAY");
  }

  @Test
  void aRelationMayMoveToOtherEndsAndTurn() {
    apply(component(1), component(2), component(3), relation(9, 1, 2));
    apply(Changes.put(Changes.relation(9, 3, 1, DependencyDirection.BOTH)));
    assertThat(linked(1)).isEmpty();
    assertThat(linked(3)).containsExactly("9 -> 1 BOTH");
  }

  @Test
  void healthShowsAsLongAsTheElementIsThere() {
    apply(Changes.health(1, HealthState.CRITICAL, HealthState.DEVIATING));
    assertThat(index.snapshot().health(1)).isEqualTo(HealthState.UNKNOWN);
    apply(component(1), component(2));
    assertThat(index.snapshot().health(1)).isEqualTo(HealthState.CRITICAL);
    assertThat(index.snapshot().propagatedHealth(1)).isEqualTo(HealthState.DEVIATING);
    assertThat(index.snapshot().values(Attribute.HEALTH)).containsExactly("CRITICAL", "UNKNOWN");
    apply(Changes.delete(Aspect.COMPONENT, 1));
    assertThat(index.snapshot().health(1)).isEqualTo(HealthState.UNKNOWN);
    assertThat(index.snapshot().values(Attribute.HEALTH)).containsExactly("UNKNOWN");
  }

  @Test
  void relationsHaveHealthToo() {
    apply(component(1), relation(9, 1, 1));
    apply(Changes.health(9, HealthState.CLEAR, HealthState.CRITICAL));
    assertThat(index.snapshot().health(9)).isEqualTo(HealthState.CLEAR);
    apply(Changes.delete(Aspect.HEALTH, 9));
    assertThat(index.snapshot().propagatedHealth(9)).isEqualTo(HealthState.UNKNOWN);
  }

  @Test
  void whatFailsIsKnownOfElementsThatFailTheMostSevereFirst() {
    BoundCheckState disk = check(5, HealthState.CRITICAL);
    BoundCheckState load = check(3, HealthState.DEVIATING);
    BoundCheckState flaps = check(4, HealthState.FLAPPING);
    BoundCheckState clear = check(6, HealthState.CLEAR);
    apply(Changes.checked(1, disk, load, clear, flaps), Changes.checked(9, load));
    assertThat(index.snapshot().failingChecks(1)).isEmpty();
    apply(component(1), component(2), relation(9, 1, 2), Changes.checked(2, clear));
    TopologySnapshot first = index.snapshot();
    assertThat(first.failingChecks(1)).containsExactly(disk, flaps, load);
    assertThat(first.failingChecks(2)).isEmpty();
    assertThat(first.failingChecks(9)).containsExactly(load);
    assertThat(first.failingChecks(77)).isEmpty();

    TopologyIndex other = index.copy();
    apply(Changes.checked(1, clear), Changes.delete(Aspect.HEALTH, 9));
    assertThat(index.snapshot().failingChecks(1)).isEmpty();
    assertThat(first.failingChecks(1)).containsExactly(disk, flaps, load);
    assertThat(other.snapshot().failingChecks(9)).containsExactly(load);

    apply(component(3), Changes.health(3, HealthState.CRITICAL, HealthState.CRITICAL));
    assertThat(index.snapshot().failingChecks(3)).as("in the place of 9").isEmpty();
  }

  private static BoundCheckState check(long id, HealthState health) {
    return new BoundCheckState(id, "urn:health:test", "check " + id, health, "is " + health, id);
  }

  /** However many failed: of each it is known, of the first the text, too. */
  @Test
  void whoFailedToPropagateIsKnownOfAll() {
    int count = 1_500;
    for (int id = 1; id <= count; id++) {
      apply(component(id), Changes.failed(id, "boom " + id));
    }
    TopologySnapshot first = index.snapshot();
    assertThat(first.propagationError(1)).isEqualTo("boom 1");
    assertThat(first.propagationError(count)).contains("failed");
    assertThat(first.propagatedHealth(count)).isEqualTo(HealthState.UNKNOWN);

    apply(Changes.health(1, HealthState.CLEAR, HealthState.UNKNOWN));
    apply(Changes.delete(Aspect.HEALTH, count), component(count + 1));
    apply(Changes.health(count + 1, HealthState.CRITICAL, HealthState.CRITICAL));
    TopologySnapshot after = index.snapshot();
    for (int id : new int[] {1, count, count + 1}) {
      assertThat(after.propagationError(id)).isNull();
    }
    assertThat(after.propagationError(2)).isEqualTo("boom 2");
    assertThat(after.propagatedHealth(count + 1)).isEqualTo(HealthState.CRITICAL);
    assertThat(first.propagationError(1)).isEqualTo("boom 1");
  }

  @Test
  void problemsAreShownUntilTheyEnd() {
    Problem problem = problem(4, 1);
    apply(Changes.put(problem));
    TopologySnapshot first = index.snapshot();
    apply(Changes.put(problem(5, 2)), Changes.delete(Aspect.PROBLEM, 4));

    assertThat(first.problems()).containsExactly(problem);
    assertThat(first.problem(4)).contains(problem);
    assertThat(first.problem(5)).isEmpty();
    assertThat(index.snapshot().problems()).containsExactly(problem(5, 2));
    assertThat(index.snapshot().problem(4)).isEmpty();
    assertThat(index.snapshot().componentCount()).isZero();
  }

  @Test
  void aCopyHasProblemsOfItsOwn() {
    apply(Changes.put(problem(4, 1)));
    TopologyIndex copy = index.copy();
    copy.apply(new Commit(9, 9, List.of(Changes.delete(Aspect.PROBLEM, 4))));
    apply(Changes.put(problem(5, 2)));

    assertThat(copy.snapshot().problems()).isEmpty();
    assertThat(index.snapshot().problems()).hasSize(2);
  }

  private static Problem problem(long id, long root) {
    Problem.Cause cause = new Problem.Cause(root, HealthState.CRITICAL, 7, List.of("disk"));
    return new Problem(id, cause, List.of(), 9, 9, 7, 7);
  }

  @Test
  void withoutACommitInBetweenASnapshotIsTheSame() {
    apply(component(1));
    assertThat(index.snapshot()).isSameAs(index.snapshot());
  }

  @Test
  void aRecordThatIsNotValidBreaksTheIndexButNoSnapshot() {
    apply(component(1));
    TopologySnapshot before = index.snapshot();
    Change broken = new Change(new ChangeKey(Aspect.COMPONENT, 2), "{".getBytes());
    assertThatIllegalArgumentException().isThrownBy(() -> apply(component(3), broken));
    assertThat(index.snapshot()).isSameAs(before);
    assertThatIllegalStateException().isThrownBy(() -> apply(component(4)));
  }

  @Test
  void duringALargeCommitReadersGetTheStateBeforeIt() throws InterruptedException {
    apply(component(1));
    List<Change> large =
        LongStream.rangeClosed(2, 30_000).mapToObj(TopologyIndexTest::component).toList();
    List<Long> seen = new ArrayList<>();
    Thread writer = new Thread(() -> index.apply(new Commit(7, 7, large)));
    writer.start();
    while (writer.isAlive()) {
      TopologySnapshot snapshot = index.snapshot();
      assertThat(snapshot.componentCount()).isEqualTo(snapshot.commit() == 7 ? 30_000 : 1);
      seen.add(snapshot.commit());
    }
    writer.join();
    assertThat(seen).isSorted();
    assertThat(index.snapshot().componentCount()).isEqualTo(30_000);
  }

  /** Every commit gives the same label to all, so a snapshot with two labels shows half of one. */
  @Test
  void otherThreadsSeeWholeCommitsOnlyAndNeverGoBack() throws InterruptedException {
    List<Throwable> failures = new ArrayList<>();
    apply(labelled("0"));
    Thread reader = new Thread(() -> readUntil(500));
    reader.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
    reader.start();
    for (int i = 1; i <= 500; i++) {
      apply(labelled(String.valueOf(i)));
    }
    reader.join();
    assertThat(failures).isEmpty();
  }

  private void readUntil(long lastCommit) {
    long newest = 0;
    while (newest < lastCommit) {
      TopologySnapshot snapshot = index.snapshot();
      assertThat(snapshot.commit()).isGreaterThanOrEqualTo(newest);
      newest = snapshot.commit();
      List<String> labels = snapshot.values(Attribute.LABEL);
      assertThat(labels).containsExactly(String.valueOf(newest));
      assertThat(snapshot.components(Attribute.LABEL, labels.get(0)).getCardinality()).isEqualTo(5);
    }
  }

  private static Change[] labelled(String label) {
    return LongStream.rangeClosed(1, 5)
        .mapToObj(id -> Changes.put(Changes.component(id, "c" + id, label)))
        .toArray(Change[]::new);
  }

  private static Change component(long id) {
    return Changes.put(Changes.component(id, "c" + id));
  }

  private static Change relation(long id, long source, long target) {
    return Changes.put(Changes.relation(id, source, target, DependencyDirection.ONE_WAY));
  }

  private void apply(Change... changes) {
    index.apply(new Commit(number, 1_000 + number++, Arrays.asList(changes)));
  }

  private List<String> linked(long component) {
    TopologySnapshot snapshot = index.snapshot();
    List<String> links = new ArrayList<>();
    snapshot.forEachOutgoing(
        snapshot.componentOrdinal(component) < 0 ? 999 : snapshot.componentOrdinal(component),
        (relation, neighbour, direction) ->
            links.add(
                snapshot.relationId(relation)
                    + " -> "
                    + snapshot.componentId(neighbour)
                    + " "
                    + direction));
    return links;
  }
}
