package io.stackstate.automation.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.automation.handler.Handler;
import io.stackstate.automation.handler.HandlerIndex;
import io.stackstate.automation.handler.Occurrence;
import io.stackstate.automation.handler.Surroundings;
import io.stackstate.automation.notify.Message;
import io.stackstate.automation.notify.Notifier;
import io.stackstate.automation.notify.Upcoming;
import io.stackstate.automation.output.Links;
import io.stackstate.automation.output.Notification;
import io.stackstate.model.Json;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.intake.TopologyEvent;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a handler would have told of events of the past, with its rules of time, on the topology and
 * the problems of now. Nothing is sent. For one thread.
 */
public final class Preview {
  private static final int MOST = 100;
  private static final long STEP_MILLIS = 5_000;

  private final HandlerIndex index = new HandlerIndex();
  private final Handler handler;
  private final Notifier notifier;
  private final Surroundings around;
  private final Renderer renderer;
  private final ArrayNode told = JsonNodeFactory.instance.arrayNode();
  private final Map<String, Integer> counts = new TreeMap<>();
  private long now;
  private long events;
  private long matched;

  /**
   * Of a handler as if it were switched on: one that is off is tried by this before it tells.
   *
   * @param from when it begins, epoch milliseconds
   */
  public Preview(Handler defined, Surroundings around, Links links, long from) {
    this.handler =
        new Handler(
            defined.id(),
            defined.identifier(),
            defined.name(),
            defined.version(),
            defined.spec().switchedOn(),
            defined.secrets());
    this.notifier = new Notifier(handler, UUID::randomUUID, index.listeners());
    this.around = around;
    this.renderer = new Renderer(links);
    this.now = from;
    index.put(handler);
  }

  /** The next event. */
  public void occur(TopologyEvent event) {
    events++;
    Occurrence occurrence = Occurrence.of(Elements.find(event, around));
    for (HandlerIndex.Match match : index.matches(occurrence, around)) {
      matched++;
      advance(event.timestamp());
      notifier.occur(match, around, now);
      tick();
    }
  }

  private void advance(long to) {
    while (!notifier.idle() && now + STEP_MILLIS < to) {
      now += STEP_MILLIS;
      tick();
    }
    now = Math.max(now, to);
  }

  private void tick() {
    notifier.tick(around, now);
    for (Message message : notifier.take().messages()) {
      Notification notification = renderer.of(message, handler, around);
      counts.merge(notification.transition().name(), 1, Integer::sum);
      if (told.size() < MOST) {
        ObjectNode one = told.addObject();
        one.put("at", now);
        one.put("transition", notification.transition().name());
        one.put("notificationId", notification.notificationId().toString());
        describe(one, message, notification);
      }
    }
  }

  private static void describe(ObjectNode one, Message message, Notification notification) {
    one.put("state", notification.stateNow().orElse(HealthState.UNKNOWN).name());
    one.put("title", notification.title());
    one.put("groupKey", notification.groupKey());
    one.put("members", notification.memberCount());
    message.outputs().stream().sorted().forEach(one.withArray("/outputs")::add);
  }

  /** What holds at the end, and would be told later. */
  private ArrayNode waiting() {
    ArrayNode waiting = JsonNodeFactory.instance.arrayNode();
    for (Upcoming each : notifier.upcoming(around, now)) {
      if (waiting.size() < MOST) {
        ObjectNode one = waiting.addObject();
        one.put("until", each.at());
        if (each.suppressed() != null) {
          one.put("suppressed", each.suppressed());
        }
        describe(one, each.message(), renderer.of(each.message(), handler, around));
      }
    }
    return waiting;
  }

  /**
   * Ends it.
   *
   * @param to the end of the time that is looked at, epoch milliseconds
   */
  public ObjectNode result(long to) {
    long from = now;
    advance(to);
    tick();
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    result.put("events", events);
    result.put("matchedEvents", matched);
    result.put("to", to);
    result.put("stillOpen", notifier.openCount());
    result.set("messages", Json.mapper().valueToTree(counts));
    result.set("suppressed", Json.mapper().valueToTree(notifier.suppressed()));
    result.set("first", told);
    result.set("waiting", waiting());
    result.put("lastEventAt", from);
    return result;
  }
}
