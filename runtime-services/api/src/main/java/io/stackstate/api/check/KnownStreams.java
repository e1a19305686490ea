package io.stackstate.api.check;

import io.stackstate.model.change.TelemetryStream;
import io.stackstate.model.check.StreamDefinition;
import io.stackstate.model.check.StreamKind;
import java.util.ArrayList;
import java.util.List;

/** The streams of one element that a check may look at. */
record KnownStreams(List<Known> all) {

  /**
   * A stream.
   *
   * @param name null when it has none
   * @param metrics false when it is one of events or service checks
   */
  record Known(long id, String name, boolean metrics) {}

  /**
   * @param sent by agents
   * @param given by templates and people
   */
  static KnownStreams of(List<StreamDefinition> sent, List<TelemetryStream> given) {
    List<Known> all = new ArrayList<>();
    for (StreamDefinition stream : sent) {
      all.add(new Known(stream.id(), stream.name(), stream.kind() == StreamKind.METRICS));
    }
    for (TelemetryStream stream : given) {
      all.add(new Known(stream.id(), stream.name(), stream.type().equals("MetricStream")));
    }
    return new KnownStreams(all);
  }

  /** Those that are called so, by id or by name. */
  List<Known> find(Object reference) {
    String text = String.valueOf(reference);
    List<Known> byId = all.stream().filter(each -> text.equals(Long.toString(each.id()))).toList();
    return byId.isEmpty()
        ? all.stream().filter(each -> text.equals(each.name())).distinct().toList()
        : byId.subList(0, 1);
  }
}
