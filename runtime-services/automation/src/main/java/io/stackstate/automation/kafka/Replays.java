package io.stackstate.automation.kafka;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.automation.delivery.Lane;
import io.stackstate.automation.engine.PastSurroundings;
import io.stackstate.automation.engine.Preview;
import io.stackstate.automation.handler.Handler;
import io.stackstate.automation.handler.Surroundings;
import io.stackstate.automation.output.Links;
import io.stackstate.model.notification.NotificationRequest.Replay;
import io.stackstate.model.notification.PastEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Replays whose events come in parts. One that is not continued is forgotten after a while, as by
 * somebody who does not wait any more. For the thread of the session; the work is done on others.
 */
final class Replays {
  private static final int MOST = 4;
  private static final long PATIENCE_MILLIS = 60_000;

  private final Executor threads;
  private final Links links;
  private final Map<String, Running> running = new HashMap<>();

  private record Running(
      Preview preview, PastSurroundings around, Lane lane, int parts, long lastPartAt) {
    Running next(long now) {
      return new Running(preview, around, lane, parts + 1, now);
    }
  }

  /** Says what came of a request. */
  interface Answers {
    void answer(String error, ObjectNode result);
  }

  Replays(Executor threads, Links links) {
    this.threads = threads;
    this.links = links;
  }

  /**
   * Begins one.
   *
   * @param present surroundings of the present, for another thread
   * @return false when there are too many
   */
  boolean begin(Replay request, Handler handler, Supplier<Surroundings> present, long now) {
    running.values().removeIf(each -> each.lastPartAt() + PATIENCE_MILLIS < now);
    if (running.size() >= MOST) {
      return false;
    }
    PastSurroundings around = new PastSurroundings(handler.spec().scope(), present.get());
    Preview preview = new Preview(handler, around, links, request.fromMillis());
    running.put(request.requestId(), new Running(preview, around, new Lane(threads, 1), 0, now));
    return true;
  }

  /** Takes a part; answers when it is the last one. */
  void go(Replay request, long now, Answers answers) {
    Running replay = running.remove(request.requestId());
    if (replay == null || replay.parts() != request.part()) {
      if (request.last()) {
        answers.answer("the service was started again meanwhile; ask once more", null);
      }
      return;
    }
    if (!request.last()) {
      running.put(request.requestId(), replay.next(now));
    }
    replay
        .lane()
        .execute(
            () -> {
              for (PastEvent event : request.events()) {
                replay.around().remember(event);
                replay.preview().occur(event.event());
              }
              if (request.last()) {
                answers.answer(null, replay.preview().result(request.toMillis()));
              }
            });
  }
}
