package io.stackstate.synchronization.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.Json;
import io.stackstate.model.event.EventTypes;
import io.stackstate.model.event.PropertiesChange;
import io.stackstate.model.event.PropertiesChange.SourceChange;
import io.stackstate.model.event.VersionChange;
import io.stackstate.model.intake.TopologyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Makes the events of one transaction; all have its time. An element that was created or deleted
 * has one event, one that was updated has one for each thing that changed. Not thread-safe.
 */
public final class ElementEvents {
  private static final String CATEGORY = "Changes";

  private final EventSettings settings;
  private final Supplier<String> ids;
  private final Map<String, String> names = new TreeMap<>();
  private List<TopologyEvent> events = List.of();
  private long time;

  /**
   * @param ids gives each event another one
   */
  public ElementEvents(EventSettings settings, Supplier<String> ids) {
    this.settings = settings;
    this.ids = ids;
  }

  /** Tells nothing. */
  public static ElementEvents none() {
    return new ElementEvents(EventSettings.NONE, () -> "");
  }

  public boolean ofComponents() {
    return settings.components();
  }

  public boolean ofRelations() {
    return settings.relations();
  }

  /** Begins a transaction. */
  public void begin(long timeMillis) {
    time = timeMillis;
    events = List.of();
  }

  /** What was told since {@link #begin}. */
  public List<TopologyEvent> told() {
    return events;
  }

  public void created(Subject subject) {
    tell(EventTypes.ELEMENT_CREATED, subject, subject.what());
  }

  public void deleted(Subject subject) {
    tell(EventTypes.ELEMENT_DELETED, subject, subject.what());
  }

  /**
   * An element is there as before, and is not what it was.
   *
   * @param version null when it is the same
   * @param sources those that say something else
   */
  public void updated(Subject subject, VersionChange version, List<SourceChange> sources) {
    if (version != null) {
      tell(EventTypes.VERSION_CHANGED, subject, version);
    }
    if (!sources.isEmpty()) {
      tell(EventTypes.ELEMENT_PROPERTIES_CHANGED, subject, new PropertiesChange(sources));
    }
    tell(EventTypes.ELEMENT_UPDATED, subject, subject.what());
  }

  /**
   * What a source says now and said before, as JSON of its contribution or of an element.
   *
   * @param before null when it said nothing; {@code after} likewise
   * @return null when no property differs
   */
  public SourceChange source(long sync, String externalId, byte[] before, byte[] after) {
    String old = before == null ? null : YamlText.of(before);
    String now = after == null ? null : YamlText.of(after);
    LineChanges lines = LineChanges.between(old, now);
    if (lines.isNone()) {
      return null;
    }
    return new SourceChange(
        sync, externalId, lines.additions(), lines.deletions(), cut(old), cut(now));
  }

  private String cut(String text) {
    if (text == null || text.length() <= settings.maxText()) {
      return text;
    }
    int end = settings.maxText();
    // Half a surrogate pair could not be written.
    end -= end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? 1 : 0;
    return text.substring(0, end) + "...";
  }

  private void tell(String type, Subject subject, Object data) {
    if (events.isEmpty()) {
      events = new ArrayList<>();
    }
    events.add(
        new TopologyEvent(
            ids.get(),
            CATEGORY,
            names.computeIfAbsent(type, t -> t.toLowerCase(Locale.ROOT)),
            subject.what().name(),
            type,
            List.of(),
            json(data),
            EventTypes.SOURCE,
            null,
            subject.identifiers(),
            List.of(),
            null,
            null,
            null,
            time,
            List.of(subject.id())));
  }

  private static String json(Object data) {
    try {
      return Json.mapper().writeValueAsString(data);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a change of an element has a JSON form", e);
    }
  }
}
