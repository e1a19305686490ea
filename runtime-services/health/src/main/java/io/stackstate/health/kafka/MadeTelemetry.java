package io.stackstate.health.kafka;

import io.stackstate.model.change.Check;
import io.stackstate.model.change.TelemetryStream;
import io.stackstate.model.check.ElementChecks;
import io.stackstate.model.check.ElementTelemetry;
import io.stackstate.model.check.TemplateChecksReader;
import io.stackstate.model.settings.SettingsNodeName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The streams and checks that people gave elements, as the settings have them. One thread. */
final class MadeTelemetry {
  private static final Logger LOG = LoggerFactory.getLogger(MadeTelemetry.class);

  private final Map<Long, ElementTelemetry> byElement = new HashMap<>();
  private final Map<Long, Long> elements = new HashMap<>();

  /**
   * A settings node has changed; one that cannot be read is as if it were gone.
   *
   * @param id of the node
   * @param node null when it is gone
   * @return the elements that are concerned
   */
  Set<Long> put(long id, SettingsNodeName node) {
    Set<Long> concerned = new LinkedHashSet<>();
    Long before = elements.remove(id);
    if (before != null) {
      byElement.remove(before);
      concerned.add(before);
    }
    if (node != null) {
      try {
        ElementTelemetry telemetry = ElementTelemetry.read(node.definition());
        byElement.put(telemetry.element(), telemetry);
        elements.put(id, telemetry.element());
        concerned.add(telemetry.element());
      } catch (IllegalArgumentException e) {
        LOG.warn("streams and checks of node {} are passed over: {}", id, e.getMessage());
      }
    }
    return concerned;
  }

  boolean has(long element) {
    return byElement.containsKey(element);
  }

  /** All that is to be checked of an element, with what agents sent and its template gave. */
  ElementChecks with(
      long element, ElementChecks sent, List<TelemetryStream> streams, List<Check> checks) {
    ElementTelemetry made = byElement.get(element);
    if (made == null) {
      return TemplateChecksReader.with(sent, streams, checks);
    }
    List<TelemetryStream> allStreams = new ArrayList<>(streams);
    allStreams.addAll(made.streams());
    List<Check> allChecks = new ArrayList<>(checks);
    allChecks.addAll(made.checks());
    return TemplateChecksReader.with(sent, allStreams, allChecks);
  }
}
