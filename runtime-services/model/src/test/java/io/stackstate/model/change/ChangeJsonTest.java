package io.stackstate.model.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.Json;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeJsonTest {
  private static final Component CONTRIBUTION =
      new Component(
          0, "a", "server", "L", "D", List.of(), List.of(), List.of(), null, null, null, List.of());
  private static final Component FULL =
      new Component(
          5,
          "web-\uD83D\uDE00",
          "server",
          "Machines",
          "shop",
          List.of("Production", "Test"),
          List.of("team:a", "x"),
          List.of("urn:host:/web"),
          "a \"server\"",
          "1.2",
          "{\"cores\":4}",
          List.of(new Source(7, "ext", 5, null), new Source(8, "ext-2", 6, CONTRIBUTION)));

  @Test
  void componentIsReadAsItWasWritten() throws IOException {
    assertThat(again(FULL, Component.class)).isEqualTo(FULL);
    assertThat(again(CONTRIBUTION, Component.class)).isEqualTo(CONTRIBUTION);
  }

  @Test
  void componentHasTheFieldsOfTheChangeLogAndNoNulls() throws IOException {
    assertThat(Json.mapper().writeValueAsString(CONTRIBUTION))
        .isEqualTo(
            """
            {"id":0,"name":"a","type":"server","layer":"L","domain":"D","environments":[],\
            "labels":[],"identifiers":[],"sources":[]}""");
    assertThat(Json.mapper().readTree(Json.mapper().writeValueAsBytes(FULL)).at("/sources/0"))
        .isEqualTo(
            Json.mapper().readTree("{\"sync\":7,\"externalId\":\"ext\",\"createdMillis\":5}"));
  }

  @Test
  void absentListsAreEmptyAndUnknownFieldsAreIgnored() throws IOException {
    Component read =
        Json.mapper()
            .readValue(
                """
                {"id":0,"name":"a","type":"server","layer":"L","domain":"D","labels":null,
                 "ofTheFuture":{"x":[1]}}""",
                Component.class);
    assertThat(read).isEqualTo(CONTRIBUTION);
  }

  @Test
  void relationIsReadAsItWasWritten() throws IOException {
    Relation relation =
        new Relation(
            9,
            "n",
            "uses",
            5,
            6,
            DependencyDirection.BOTH,
            List.of("l"),
            "d",
            "{\"p\":1}",
            7,
            "a-uses-b");
    assertThat(again(relation, Relation.class)).isEqualTo(relation);
  }

  @Test
  void relationWithoutDirectionIsOneWay() throws IOException {
    Relation read = Json.mapper().readValue("{\"id\":9,\"source\":5,\"target\":6}", Relation.class);
    assertThat(read.dependencyDirection()).isEqualTo(DependencyDirection.ONE_WAY);
    assertThat(read.labels()).isEmpty();
    assertThat(again(read, Relation.class)).isEqualTo(read);
  }

  @Test
  void healthIsReadAsItWasWritten() throws IOException {
    for (HealthState own : HealthState.values()) {
      Health health = new Health(5, own, HealthState.CRITICAL);
      assertThat(again(health, Health.class)).isEqualTo(health);
    }
    assertThat(
            Json.mapper().writeValueAsString(new Health(5, HealthState.CLEAR, HealthState.UNKNOWN)))
        .isEqualTo("{\"id\":5,\"own\":\"CLEAR\",\"propagated\":\"UNKNOWN\"}");
  }

  @Test
  void aChangeWithoutAValueDeletes() {
    ChangeKey key = new ChangeKey(Aspect.COMPONENT, 5);
    assertThat(new Change(key, null).isDelete()).isTrue();
    assertThat(new Change(key, new byte[0]).isDelete()).isFalse();
  }

  private static <T> T again(T value, Class<T> type) throws IOException {
    return Json.mapper().readValue(Json.mapper().writeValueAsBytes(value), type);
  }
}
