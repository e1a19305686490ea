package io.stackstate.automation.notify;

import io.stackstate.automation.handler.HandlerIndex;
import io.stackstate.automation.handler.Occurrence;
import io.stackstate.model.handler.InvalidHandlerException;
import io.stackstate.model.intake.TopologyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A handler, what happens, and what it says of it. */
final class Scene {
  static final String OUT = "'outputs':[{'name':'hook','webhook':{'url':'http://x'}}]";
  static final String HEALTH =
      "{'triggers':[{'elementHealth':{'to':['CRITICAL','DEVIATING']}}]," + OUT;

  final World world =
      new World().component(1, "service", "oncall").component(2, "db").component(3, "db");
  final List<Message> said = new ArrayList<>();
  final HandlerIndex index = new HandlerIndex();
  Notifier notifier;
  long now = 1_000_000;
  private int ids;

  void handler(String spec) throws InvalidHandlerException {
    index.put(Events.handler(9, spec));
    notifier =
        new Notifier(index.get(9).orElseThrow(), () -> new UUID(0, ++ids), index.listeners());
  }

  void happens(TopologyEvent... events) {
    for (TopologyEvent event : events) {
      index
          .matches(Occurrence.of(event), world)
          .forEach(match -> notifier.occur(match, world, now));
    }
    after(0);
  }

  void after(long millis) {
    now += millis;
    notifier.tick(world, now);
    said.addAll(notifier.take().messages());
  }

  List<String> transitions() {
    return said.stream().map(message -> message.transition().name()).toList();
  }

  Message last() {
    return said.get(said.size() - 1);
  }
}
