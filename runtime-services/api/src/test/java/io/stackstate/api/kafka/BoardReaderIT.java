package io.stackstate.api.kafka;

import static org.awaitility.Awaitility.await;

import io.stackstate.api.sync.SyncStatusBoard;
import io.stackstate.model.Topics;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestBroker.class)
class BoardReaderIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @Test
  void passesOverWhatIsNoStatus() {
    TestBroker.send(Topics.SYNC_STATUS, 0, "no number", "{}");
    TestBroker.send(Topics.SYNC_STATUS, 0, "77", "nonsense");
    TestBroker.send(Topics.SYNC_STATUS, 0, "78", "{\"nodeId\":78,\"status\":\"Running\"}");
    SyncStatusBoard board = new SyncStatusBoard();
    try (BoardReader reader = BoardReader.of(TestBroker.config(), board)) {
      reader.start();
      await().atMost(PATIENCE).until(board::isComplete);
      await().atMost(PATIENCE).until(() -> board.has(78) && !board.has(77));
      TestBroker.send(Topics.SYNC_STATUS, 0, "78", null);
      await().atMost(PATIENCE).until(() -> !board.has(78));
    }
  }
}
