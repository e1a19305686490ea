package io.stackstate.synchronization.external;

import static io.stackstate.synchronization.external.Fixture.A;
import static io.stackstate.synchronization.external.Fixture.B;
import static io.stackstate.synchronization.external.Fixture.component;
import static io.stackstate.synchronization.external.Fixture.delete;
import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.change.Component;
import io.stackstate.model.change.Relation;
import io.stackstate.model.change.Source;
import org.junit.jupiter.api.Test;

class MergingTest {
  private static final String H1 = "'identifiers':['urn:host:/h1']";
  private final Fixture f = Fixture.withTwo();

  @Test
  void makesOneComponentOfTwoSynchronizationsThatShareAnIdentifier() {
    f.send(A, component("a", "{'name':'A','labels':['a']," + H1 + "}"));
    f.send(B, component("b", "{'name':'B','labels':['b'],'version':'2'," + H1 + "}"));

    Component merged = f.components().get(0);
    assertThat(f.components()).hasSize(1);
    assertThat(merged.name()).isEqualTo("A");
    assertThat(merged.labels()).containsExactly("a", "test:url-1", "b", "test:url-2");
    assertThat(merged.version()).isEqualTo("2");
    assertThat(merged.sources()).extracting(Source::externalId).containsExactly("a", "b");
    assertThat(merged.sources()).extracting(Source::sync).containsExactly(A, B);

    f.send(B, delete("b"));
    assertThat(f.components()).hasSize(1);
    assertThat(f.components().get(0).labels()).containsExactly("a", "test:url-1");
    assertThat(f.components().get(0).version()).isNull();
    assertThat(f.components().get(0).id()).isEqualTo(merged.id());

    f.send(A, delete("a"));
    assertThat(f.components).isEmpty();
  }

  @Test
  void splitsWhatABridgeHeldTogether() {
    f.send(A, component("1", "{'identifiers':['x']}"), component("2", "{'identifiers':['y']}"));
    assertThat(f.components()).hasSize(2);
    long first = f.named("1").id();

    f.send(B, component("bridge", "{'identifiers':['x','y']}"));
    assertThat(f.components()).hasSize(1);
    assertThat(f.components().get(0).id()).isEqualTo(first);
    assertThat(f.components().get(0).sources()).hasSize(3);

    f.restart().send(B, delete("bridge"));
    assertThat(f.names()).containsExactly("1", "2");
    assertThat(f.named("1").id()).isEqualTo(first);
    assertThat(f.named("1").sources()).hasSize(1);
  }

  @Test
  void splitsWhenASharedIdentifierDisappears() {
    f.send(A, component("a", "{" + H1 + "}"));
    f.send(B, component("b", "{" + H1 + "}"));

    f.send(B, component("b", "{}"));

    assertThat(f.names()).containsExactly("a", "b");
  }

  @Test
  void keepsTheIdOfTheOldestAndLetsRelationsFollow() {
    f.send(B, component("b", "{" + H1 + "}"), component("c"), Fixture.relation("b", "c"));
    long b = f.named("b").id();
    f.send(A, component("a", "{" + H1 + "}"), component("d"), Fixture.relation("d", "a"));

    assertThat(f.relations()).hasSize(2);
    assertThat(relationFrom("d").target()).isEqualTo(b);
    assertThat(relationFrom("b").source()).isEqualTo(b);

    f.restart().send(B, delete("b"));
    assertThat(relationFrom("d").target()).isEqualTo(f.named("a").id()).isNotEqualTo(b);
    assertThat(f.relations()).hasSize(1);
  }

  @Test
  void orderOfAgeSurvivesARestart() {
    f.send(B, component("older", "{}"));
    f.send(A, component("younger", "{}"));
    f.send(B, component("older", "{'identifiers':['x']}"));

    f.restart().send(A, component("younger", "{'identifiers':['x']}"));

    assertThat(f.names()).containsExactly("older");
  }

  @Test
  void findsTheRightContributorAgainWhenTwoOfOneSynchronizationMerged() {
    f.send(A, component("1", "{'identifiers':['x']}"), component("2", "{'identifiers':['x']}"));
    f.send(A, component("3"), Fixture.relation("3", "2"), Fixture.relation("3", "1"));
    assertThat(f.components()).hasSize(2);
    assertThat(f.components().get(0).sources().size() + f.components().get(1).sources().size())
        .isEqualTo(3);

    f.restart().send(A, component("2", "{}"));

    assertThat(relation("3->2").target()).isEqualTo(f.named("2").id());
    assertThat(relation("3->1").target()).isEqualTo(f.named("1").id());
  }

  @Test
  void twoSourcesThatFightOverAnElementDoNotMakeItFlap() {
    f.send(A, component("a", "{'name':'A'," + H1 + "}"));
    f.send(B, component("b", "{'name':'B'," + H1 + "}"));

    for (int i = 0; i < 3; i++) {
      f.send(A, component("a", "{'name':'A'," + H1 + "}"));
      assertThat(f.lastChanges).isEmpty();
      f.send(B, component("b", "{'name':'B'," + H1 + "}"));
      assertThat(f.lastChanges).isEmpty();
    }
    assertThat(f.names()).containsExactly("A");
  }

  @Test
  void doesNotMergeOnTheExternalId() {
    f.send(A, component("same", "{'name':'A'}"));
    f.send(B, component("same", "{'name':'B'}"));

    assertThat(f.names()).containsExactly("A", "B");
  }

  @Test
  void leavesComponentsApartThatAreTooLargeTogether() {
    Fixture small = new Fixture(new StreamLimits(10, 1_000, 10_000, 1_500)).configure(A);
    String shared = "{'identifiers':['x'],'text':'" + "z".repeat(500) + "'}";

    small.send(A, component("1", shared), component("2", shared));
    assertThat(small.components()).hasSize(2);
    assertThat(small.errorCategories(A)).containsExactly("MergedElementTooLarge");

    small.send(A, component("2", "{'identifiers':['x']}"));
    assertThat(small.components()).hasSize(1);
    small.send(A, component("2", shared));
    assertThat(small.components()).hasSize(2);
  }

  private Relation relationFrom(String source) {
    return f.relations().stream()
        .filter(r -> r.name().startsWith(source))
        .findFirst()
        .orElseThrow();
  }

  private Relation relation(String externalId) {
    return f.relations().stream()
        .filter(r -> r.externalId().equals(externalId))
        .findFirst()
        .orElseThrow();
  }
}
