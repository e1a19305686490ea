package io.stackstate.api.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.health.BoundCheckState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckBoardTest {
  private static final BoundCheckState STATE =
      new BoundCheckState(3, "s", "CPU", HealthState.CRITICAL, null, 5);

  private final CheckBoard board = new CheckBoard();

  @Test
  void showsWhatTheNewestRecordOfAnElementSays() throws Exception {
    commit(Json.mapper().writeValueAsBytes(health(List.of(STATE))));
    assertThat(board.of(7)).containsExactly(STATE);
    assertThat(board.of(8)).isEmpty();
    commit(Json.mapper().writeValueAsBytes(health(List.of())));
    assertThat(board.of(7)).isEmpty();
  }

  @Test
  void aRecordThatDeletesEndsThemAndOneThatCannotBeReadDoesNot() throws Exception {
    commit(Json.mapper().writeValueAsBytes(health(List.of(STATE))));
    commit("{\"checks\": nonsense".getBytes(StandardCharsets.UTF_8));
    assertThat(board.of(7)).containsExactly(STATE);
    commit(null);
    assertThat(board.of(7)).isEmpty();
  }

  /** A state of one stream, of two, of the other, of none; and an element that stays. */
  @Test
  void findsTheElementsOfAStreamWhateverTheyWereInBefore() {
    board.apply(8, health(List.of(of("b"))));
    board.apply(7, health(List.of(of("a"))));
    assertThat(board.elements("a")).containsExactly(7L);
    board.apply(7, health(List.of(of("a"), of("a"), of("b"))));
    assertThat(board.elements("a")).containsExactly(7L);
    assertThat(board.elements("b")).containsExactlyInAnyOrder(7L, 8L);
    board.apply(7, health(List.of(of("b"))));
    assertThat(board.elements("a")).isEmpty();
    board.apply(7, health(List.of()));
    assertThat(board.elements("b")).containsExactly(8L);
  }

  private static BoundCheckState of(String stream) {
    return new BoundCheckState(3, stream, "CPU", HealthState.CRITICAL, null, 5);
  }

  private void commit(byte[] value) {
    board.apply(new Commit(1, 1, List.of(new Change(new ChangeKey(Aspect.HEALTH, 7), value))));
  }

  private static Health health(List<BoundCheckState> checks) {
    return new Health(7, HealthState.CRITICAL, HealthState.CRITICAL, checks);
  }
}
