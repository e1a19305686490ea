package io.stackstate.automation.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.automation.delivery.Deliveries;
import io.stackstate.automation.engine.Engine;
import io.stackstate.automation.engine.EntryKey.OutputKey;
import io.stackstate.automation.engine.Preview;
import io.stackstate.automation.handler.Handler;
import io.stackstate.automation.handler.Surroundings;
import io.stackstate.automation.output.InvalidOutputException;
import io.stackstate.automation.output.Links;
import io.stackstate.automation.output.Outcome;
import io.stackstate.automation.output.Transition;
import io.stackstate.model.handler.Silence;
import io.stackstate.model.notification.NotificationRequest;
import io.stackstate.model.notification.NotificationRequest.Acknowledge;
import io.stackstate.model.notification.NotificationRequest.EndSilence;
import io.stackstate.model.notification.NotificationRequest.PutSilence;
import io.stackstate.model.notification.NotificationRequest.Redrive;
import io.stackstate.model.notification.NotificationRequest.TestSend;
import io.stackstate.model.notification.OutputStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;

/** Does what people ask for. For the thread of the session, but for what it lets others do. */
final class Requests {
  /** What was asked for so long ago is not done any more: nobody waits for it. */
  private static final long PATIENCE_MILLIS = 60_000;

  private static final long HISTORY_DAY = 86_400_000;

  private final Engine engine;
  private final Deliveries deliveries;
  private final Links links;
  private final History history;
  private final Replays replays;
  private final Function<Supplier<List<Silence>>, ? extends Surroundings> present;
  private final List<Runnable> waiting = new ArrayList<>();
  private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();

  private record Answer(String requestId, String error, JsonNode result) {}

  /**
   * @param present makes surroundings of the present, for another thread
   */
  Requests(
      Engine engine,
      Deliveries deliveries,
      Links links,
      History history,
      Function<Supplier<List<Silence>>, ? extends Surroundings> present) {
    this.engine = engine;
    this.deliveries = deliveries;
    this.links = links;
    this.history = history;
    this.replays = new Replays(deliveries::run, links);
    this.present = present;
  }

  void accept(NotificationRequest request, Surroundings around, long now) {
    if (request instanceof PutSilence put) {
      boolean stored = engine.silences().put(put.silence());
      answer(request, stored ? null : "there are too many silences", null);
    } else if (request instanceof EndSilence end) {
      boolean ended = engine.silences().remove(end.silence());
      answer(request, ended ? null : "there is no silence " + end.silence(), null);
    } else if (request instanceof Acknowledge ack) {
      boolean open = engine.acknowledge(ack.notificationId(), ack.by());
      answer(request, open ? null : "no notification " + ack.notificationId() + " is open", null);
    } else if (request instanceof Redrive redrive) {
      redrive(redrive, now);
    } else if (request instanceof TestSend test) {
      test(test, now);
    } else if (request instanceof NotificationRequest.Preview preview) {
      preview(preview, now);
    } else if (request instanceof NotificationRequest.Replay replay) {
      replay(replay, now);
    }
  }

  private void redrive(Redrive redrive, long now) {
    int count =
        engine.redrive(
            letter ->
                letter.handler() == redrive.handler()
                    && (redrive.output() == null || redrive.output().equals(letter.output()))
                    && (redrive.notificationId() == null
                        || redrive.notificationId().equals(letter.notificationId())),
            now);
    ObjectNode result = JsonNodeFactory.instance.objectNode().put("redriven", count);
    answer(redrive, null, result);
  }

  private void test(TestSend test, long now) {
    if (test.askedAt() + PATIENCE_MILLIS < now) {
      return;
    }
    Optional<Handler> handler = handler(test, test.handler());
    if (handler.isEmpty()) {
      return;
    }
    Map<String, OutputStatus> outputs = new LinkedHashMap<>();
    handler
        .get()
        .spec()
        .outputs()
        .forEach(
            output -> {
              if (test.output() == null || test.output().equals(output.name())) {
                engine
                    .outbox()
                    .output(new OutputKey(test.handler(), output.name()))
                    .ifPresent(status -> outputs.put(output.name(), status));
              }
            });
    if (outputs.isEmpty()) {
      answer(test, "the event handler has no output " + test.output(), null);
      return;
    }
    waiting.add(() -> send(test, handler.get(), outputs, now));
  }

  private Optional<Handler> handler(NotificationRequest request, long id) {
    Optional<Handler> handler = engine.handler(id);
    if (handler.isEmpty()) {
      answer(request, "event handler " + id + " is not executed; its status says why", null);
    }
    return handler;
  }

  private void send(TestSend test, Handler handler, Map<String, OutputStatus> outputs, long now) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    UUID id = UUID.randomUUID();
    outputs.forEach(
        (name, status) -> {
          try {
            Outcome outcome =
                deliveries.sendNow(
                    status,
                    TestMessages.of(handler, id, Transition.OPEN, now),
                    TestMessages.of(handler, id, Transition.CLOSE, now));
            result.put(name, text(outcome));
          } catch (InvalidOutputException e) {
            result.put(name, e.getMessage());
          }
        });
    answer(test, null, result);
  }

  private static String text(Outcome outcome) {
    if (outcome instanceof Outcome.Delivered) {
      return "delivered";
    }
    if (outcome instanceof Outcome.Retry retry) {
      return retry.category().text() + ": " + retry.message();
    }
    if (outcome instanceof Outcome.Refused refused) {
      return refused.category().text() + ": " + refused.message();
    }
    if (outcome instanceof Outcome.AuthFailed failed) {
      return "AuthFailed: " + failed.message();
    }
    return "Gone: " + ((Outcome.Gone) outcome).message();
  }

  private void preview(NotificationRequest.Preview request, long now) {
    if (request.askedAt() + PATIENCE_MILLIS < now) {
      return;
    }
    Optional<Handler> handler = handler(request, request.handler());
    if (handler.isEmpty()) {
      return;
    }
    List<Silence> silences = engine.silences().all();
    Surroundings around = present.apply(() -> silences);
    waiting.add(
        () -> {
          Preview preview = new Preview(handler.get(), around, links, request.fromMillis());
          long first =
              history.read(
                  request.fromMillis(),
                  () -> System.currentTimeMillis() > now + PATIENCE_MILLIS,
                  preview::occur);
          ObjectNode result = preview.result(now);
          result.put("from", request.fromMillis());
          result.put("source", "sts_topology_events");
          if (first > 0 && request.fromMillis() < now - HISTORY_DAY) {
            result.put("firstEventAt", first);
          }
          answer(request, null, result);
        });
  }

  private void replay(NotificationRequest.Replay request, long now) {
    if (request.askedAt() + PATIENCE_MILLIS < now) {
      return;
    }
    if (request.part() == 0) {
      Optional<Handler> handler = handler(request, request.handler());
      List<Silence> silences = engine.silences().all();
      if (handler.isEmpty()) {
        return;
      }
      if (!replays.begin(request, handler.get(), () -> present.apply(() -> silences), now)) {
        answer(request, "too many replays are under way, try again in a minute", null);
        return;
      }
    }
    replays.go(request, now, (error, result) -> answer(request, error, result));
  }

  private void answer(NotificationRequest request, String error, JsonNode result) {
    answers.add(new Answer(request.requestId(), error, result));
  }

  /** Begins what takes time; after what led to it is stored. */
  void start() {
    waiting.forEach(deliveries::run);
    waiting.clear();
  }

  /** Takes what has been done since. */
  void finished(long now) {
    for (Answer one = answers.poll(); one != null; one = answers.poll()) {
      engine.result(one.requestId(), one.error(), one.result(), now);
    }
  }
}
