package io.stackstate.synchronization.external;

import static io.stackstate.synchronization.external.Fixture.A;
import static io.stackstate.synchronization.external.Fixture.component;
import static io.stackstate.synchronization.external.Fixture.delete;
import static io.stackstate.synchronization.external.Fixture.relation;
import static io.stackstate.synchronization.external.Fixture.start;
import static io.stackstate.synchronization.external.Fixture.stop;
import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.settings.SyncProgram;
import io.stackstate.model.settings.SyncSettings;
import io.stackstate.model.settings.SyncStatus.State;
import io.stackstate.synchronization.program.Programs;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReprocessingTest {
  private static final SyncProgram PROGRAM = Programs.likeBuiltIn("first");
  private static final SyncProgram OTHER = Programs.likeBuiltIn("second");

  private final Fixture f = new Fixture().configure(settings(PROGRAM));

  private static SyncSettings settings(SyncProgram program) {
    return Programs.with(Fixture.sync(A), program);
  }

  @Test
  void anotherTemplateIsAppliedToWhatIsThereWithoutNewData() {
    f.send(A, component("a", "{'version':'1'}"), component("b"), relation("a", "b"));
    f.send(A, component("a", "{'version':'2'}"), delete("b"));
    f.configure(settings(OTHER)).readAgain();

    assertThat(f.names()).containsExactly("a");
    assertThat(f.named("a").labels()).containsExactly("second");
    assertThat(f.named("a").version()).isEqualTo("2");
    assertThat(f.status(A).createdComponents()).isEqualTo(2);
    assertThat(f.status(A).deletedComponents()).isEqualTo(1);
  }

  @Test
  void writesOnlyWhatComesOutOtherwise() {
    f.send(A, component("a", "{'domain':'x'}"), component("b", "{'domain':'y'}"));
    String template =
        Programs.COMPONENT
            .replace("LABEL", "first")
            .replace(
                "element.data.name }}{{ else }}",
                "element.data.name }}{{ else }}{{# if element.data.renamed }}new {{/ if }}");
    f.send(A, component("c", "{'renamed':true}"));
    f.configure(
        settings(Programs.of(Programs.component(template), Programs.relation(Programs.RELATION))));

    assertThat(f.readSomeAgain()).isTrue();
    assertThat(f.drain().lastChanges).hasSize(1);
    f.readAgain();
    assertThat(f.names()).containsExactly("a", "b", "new c");
  }

  @Test
  void newDataThatComesMeanwhileIsNotUndone() {
    f.send(A, component("a", "{'version':'old'}"));
    f.configure(settings(OTHER));
    f.send(A, component("a", "{'version':'new'}"), component("z"));
    f.readAgain();

    assertThat(f.named("a").version()).isEqualTo("new");
    assertThat(f.names()).containsExactly("a", "z");
  }

  @Test
  void theSameDataSentAgainIsEvaluatedByTheNewTemplate() {
    f.send(A, component("a"));
    f.configure(settings(OTHER)).send(A, component("a"));

    assertThat(f.named("a").labels()).containsExactly("second");
  }

  @Test
  void whatTheTopicNoLongerHoldsStaysUntilItIsSentAgain() {
    f.send(A, component("old"));
    List<IntakeRecord> stream = f.streams.get(A);
    f.send(A, component("young"));
    stream.set(0, new IntakeRecord(0, 1, "h", stop()));
    f.configure(settings(OTHER)).readAgain();

    assertThat(f.named("old").labels()).containsExactly("first");
    assertThat(f.named("young").labels()).containsExactly("second");
    assertThat(f.status(A).progress()).isNull();
  }

  @Test
  void elementsThatTheNewTemplateCannotMapStayAndAreCounted() {
    f.send(A, component("a"), component("b", "{'bad':true}"));
    String template =
        Programs.COMPONENT.replace(
            "LABEL", "third{{# if element.data.bad }}{{ get \"urn:none\" }}{{/ if }}");
    f.configure(
        settings(Programs.of(Programs.component(template), Programs.relation(Programs.RELATION))));
    f.readAgain();

    assertThat(f.named("a").labels()).containsExactly("third");
    assertThat(f.named("b").labels()).containsExactly("first");
    assertThat(f.errorCategories(A)).containsExactly("Template");
  }

  @Test
  void anotherExtractorMayGiveOtherIdentities() {
    f.send(A, component("a"), component("b"), relation("a", "b"));
    f.configure(
            settings(
                Programs.withExtractor(
                    PROGRAM,
                    "Sts.createId('x-' + topologyElement.externalId, [] as Set, 'server')")))
        .readAgain();
    assertThat(f.names()).contains("x-a", "x-b");

    f.snapshot(A, component("a"), component("b"));
    assertThat(f.names()).containsExactly("x-a", "x-b");
  }

  @Test
  void aResetRemovesWhatTheTopicDoesNotHoldAndReportsIt() {
    f.send(A, component("gone"), component("a"), component("b"), relation("a", "b"));
    f.streams.get(A).set(0, new IntakeRecord(0, 1, "h", stop()));
    f.configure(Programs.reset(settings(PROGRAM), 5));
    assertThat(f.status(A).status()).isEqualTo(State.Resetting);
    assertThat(f.status(A).progress()).isZero();

    f.readAgain();
    assertThat(f.names()).containsExactly("a", "b");
    assertThat(f.relations()).hasSize(1);
    assertThat(f.status(A).status()).isEqualTo(State.Running);
    assertThat(f.status(A).deletedComponents()).isEqualTo(1);
    assertThat(f.status(A).createdComponents()).isEqualTo(3);

    f.restart();
    assertThat(f.synchronizer.wantedAgain()).as("it is done once").isEmpty();
  }

  @Test
  void aResetOfManyElementsRemovesThemInParts() {
    List<io.stackstate.model.intake.TopologyPayload> many = new ArrayList<>();
    for (int i = 0; i < 45; i++) {
      many.add(component("c" + i));
    }
    f.send(A, many.toArray(io.stackstate.model.intake.TopologyPayload[]::new));
    f.streams.get(A).replaceAll(r -> new IntakeRecord(r.offset(), 1, "h", stop()));
    f.configure(Programs.reset(settings(PROGRAM), 5));
    while (f.synchronizer.hasWork()) {
      f.readSomeAgain();
      f.drain();
      assertThat(f.lastChanges).hasSizeLessThanOrEqualTo(10);
    }
    assertThat(f.components()).isEmpty();
  }

  @Test
  void aResetLooksNoFurtherBackThanTheNewestCompleteSnapshot() {
    f.send(A, component("outdated"), start("s"), component("a"), stop(), component("b"));
    f.configure(Programs.reset(settings(OTHER), 5)).readAgain();

    assertThat(f.names()).containsExactly("a", "b");
    assertThat(f.named("a").labels()).containsExactly("second");
  }

  @Test
  void aResetDoesNotBringBackARelationThatWentWithItsComponent() {
    f.send(A, component("a"), component("b"), relation("a", "b"), delete("b"), component("b"));
    assertThat(f.relations()).isEmpty();
    f.configure(Programs.reset(settings(OTHER), 5)).readAgain();

    assertThat(f.names()).containsExactly("a", "b");
    assertThat(f.relations()).isEmpty();
  }

  @Test
  void aResetDuringAnOpenSnapshotLeavesItOpen() {
    f.send(A, component("old"), start("s"), component("a"));
    f.configure(Programs.reset(settings(OTHER), 5)).readAgain();
    assertThat(f.names()).containsExactly("a", "old");

    f.send(A, stop());
    assertThat(f.names()).containsExactly("a");
  }

  @Test
  void aRestartInTheMiddleComesToTheSameEnd() {
    List<io.stackstate.model.intake.TopologyPayload> many = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      many.add(component("c" + i));
    }
    f.send(A, many.toArray(io.stackstate.model.intake.TopologyPayload[]::new));
    f.configure(settings(OTHER));
    assertThat(f.readSomeAgain()).isTrue();
    f.drain();
    assertThat(f.status(A).progress()).isBetween(0.1, 0.9);
    f.restart().readAgain();

    assertThat(f.components()).hasSize(5_000).allMatch(c -> c.labels().contains("second"));
    assertThat(f.status(A).createdComponents()).isEqualTo(5_000);
    assertThat(f.restart().synchronizer.wantedAgain()).isEmpty();
  }

  @Test
  void aProgramThatReplacesTheBuiltInOneRemovesNothing() {
    Fixture builtIn = new Fixture().configure(A);
    builtIn.send(A, component("a"), component("b"));
    builtIn.streams.get(A).set(0, new IntakeRecord(0, 1, "h", stop()));
    builtIn.configure(settings(Programs.likeBuiltIn("test:url-1"))).readAgain();

    assertThat(builtIn.names()).containsExactly("a", "b");
    assertThat(builtIn.lastChanges).isEmpty();
  }

  @Test
  void aDeletionReportsHowFarItIs() {
    for (int i = 0; i < 30; i++) {
      f.feed(A, "h", component("c" + i));
    }
    f.drain().unconfigure(A).drain();

    assertThat(f.status(A).status()).isEqualTo(State.Deleting);
    assertThat(f.status(A).progress()).isBetween(0.2, 0.8);
  }
}
