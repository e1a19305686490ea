package io.stackstate.receiver.intake;

import io.stackstate.model.Topics;
import io.stackstate.model.intake.GenericEvent;
import io.stackstate.model.intake.TopologyEvent;
import io.stackstate.receiver.intake.PendingDraft.Keyed;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An event as it was sent; texts that may be absent are null.
 *
 * @param group the key under which it stood in {@code events}
 * @param time epoch milliseconds or {@link PendingDraft#NO_TIME}
 */
record EventFields(
    String group,
    String type,
    String title,
    String text,
    long time,
    String sourceTypeName,
    String host,
    List<String> tags,
    String priority,
    String alertType,
    String aggregationKey,
    Context context) {

  private static final String OPENSHIFT = "urn:openshift:";
  private static final String KUBERNETES = "urn:kubernetes:";

  /** What binds an event to topology. */
  record Context(
      String category,
      String source,
      String sourceIdentifier,
      List<String> elementIdentifiers,
      List<TopologyEvent.SourceLink> sourceLinks,
      String data) {}

  /** Into the Events perspective when it has a context, else into the log stream. */
  Keyed complete(Envelope envelope) {
    String from = envelope.hostOr(host);
    long at = envelope.timeOr(time);
    String id = EventId.of(from, group, type, title, at, text, tags, sourceTypeName, context);
    return context == null
        ? new Keyed(Topics.GENERIC_EVENTS, id, generic(id, from, at))
        : new Keyed(Topics.TOPOLOGY_EVENTS, id, topology(id, from, at));
  }

  private GenericEvent generic(String id, String from, long at) {
    Map<String, String> tagMap = Texts.tags(tags);
    if (isGiven(sourceTypeName)) {
      tagMap.put("source_type_name", sourceTypeName);
    }
    return new GenericEvent(
        id,
        isGiven(type) ? group + "." + type : group,
        orEmpty(title),
        isGiven(type) ? type : group,
        orEmpty(text),
        from,
        tagMap,
        priority,
        alertType,
        aggregationKey,
        at);
  }

  private TopologyEvent topology(String id, String from, long at) {
    return new TopologyEvent(
        id,
        isGiven(context.category()) ? context.category() : "Others",
        orEmpty(title),
        orEmpty(text),
        topologyType(),
        tags,
        context.data(),
        context.source(),
        context.sourceIdentifier(),
        elementIdentifiers(),
        context.sourceLinks(),
        from,
        sourceTypeName,
        alertType,
        at,
        List.of());
  }

  /** Old Agents say the type in another field (health sheet, section 8.3). */
  private String topologyType() {
    if (isGiven(type)) {
      return type;
    }
    return isGiven(sourceTypeName) ? sourceTypeName : group;
  }

  /**
   * Agents on OpenShift name elements of their topology with one prefix and in events with another
   * (intake sheet, section 17).
   */
  private List<String> elementIdentifiers() {
    return context.elementIdentifiers().stream()
        .flatMap(
            identifier ->
                identifier.startsWith(OPENSHIFT)
                    ? Stream.of(identifier, KUBERNETES + identifier.substring(OPENSHIFT.length()))
                    : Stream.of(identifier))
        .distinct()
        .toList();
  }

  private static boolean isGiven(String text) {
    return text != null && !text.isEmpty();
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
