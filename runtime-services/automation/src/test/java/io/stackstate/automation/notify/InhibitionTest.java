package io.stackstate.automation.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.change.HealthState;
import org.junit.jupiter.api.Test;

/** Static rules of inhibition: health sheet, section 13.1 row 8, by the semantics of 12.1. */
class InhibitionTest {
  private static final String DB_MUTES_SERVICES =
      "{'sourceMatchers':[{'field':'type','value':'db'},{'field':'health','value':'CRITICAL'}],"
          + "'targetMatchers':[{'field':'type','op':'=~','value':'serv.*'}],'equal':['label:team']}";

  private final Scene scene = new Scene();

  private void rules(String... rules) throws Exception {
    scene.handler(
        "{'inhibit':{'rules':["
            + String.join(",", rules)
            + "]},"
            + Scene.HEALTH.substring(1)
            + "}");
  }

  @Test
  void aTargetIsMutedWhileASourceIsUnhealthyAndToldWhenThatEnds() throws Exception {
    scene.world.component(1, "service", "team:a").component(2, "db", "team:a");
    scene.world.component(3, "service", "team:b");
    rules(DB_MUTES_SERVICES);
    scene.happens(Events.health(1, "CLEAR", "CRITICAL"), Events.health(3, "CLEAR", "CRITICAL"));
    assertThat(scene.said).extracting(m -> m.group().key()).containsExactly("element:3");
    assertThat(scene.notifier.suppressed()).containsEntry("inhibit", 1L);

    scene.world.health(2, HealthState.DEVIATING);
    scene.after(1_000);
    assertThat(scene.last().group().key()).isEqualTo("element:1");
  }

  @Test
  void theSourceItselfIsTold() throws Exception {
    scene.world.component(1, "service", "team:a").component(2, "db", "team:a");
    rules(DB_MUTES_SERVICES);
    scene.happens(Events.health(2, "CLEAR", "CRITICAL"));
    assertThat(scene.transitions()).containsExactly("OPEN");
  }

  @Test
  void whatIsSourceAndTargetIsNotMutedByItsLike() throws Exception {
    scene.world.component(1, "service", "team:a").component(2, "service", "team:a");
    scene.world.elements.remove(3L);
    String services =
        "{'sourceMatchers':[{'field':'layer','value':'services'}],"
            + "'targetMatchers':[{'field':'type','value':'service'}]}";
    rules(services);
    scene.happens(Events.health(1, "CLEAR", "CRITICAL"), Events.health(2, "CLEAR", "CRITICAL"));
    assertThat(scene.transitions()).containsExactly("OPEN", "OPEN");

    scene.world.component(3, "db");
    scene.happens(Events.health(1, "CRITICAL", "CLEAR"));
    scene.happens(Events.health(1, "CLEAR", "CRITICAL"));
    assertThat(scene.transitions())
        .as("3 is a source only")
        .containsExactly("OPEN", "OPEN", "CLOSE");
  }

  @Test
  void whatBothLackIsEqualAndWhatOneLacksIsNot() throws Exception {
    scene.world.component(1, "service").component(2, "db").component(3, "service", "team:a");
    rules(DB_MUTES_SERVICES);
    scene.happens(Events.health(1, "CLEAR", "CRITICAL"), Events.health(3, "CLEAR", "CRITICAL"));
    assertThat(scene.said).extracting(m -> m.group().key()).containsExactly("element:3");
  }

  @Test
  void anOpenNotificationIsNotUpdatedWhileItIsMutedButCloses() throws Exception {
    scene.world.component(1, "service", "team:a").component(2, "db", "team:a");
    scene.world.health(2, HealthState.CLEAR);
    rules(DB_MUTES_SERVICES);
    scene.happens(Events.health(1, "CLEAR", "DEVIATING"));
    scene.world.health(2, HealthState.CRITICAL);
    scene.happens(Events.health(1, "DEVIATING", "CRITICAL"));
    assertThat(scene.transitions()).containsExactly("OPEN");
    scene.happens(Events.health(1, "CRITICAL", "CLEAR"));
    assertThat(scene.transitions()).containsExactly("OPEN", "CLOSE");
  }
}
