package io.stackstate.receiver.intake;

import com.fasterxml.jackson.core.JsonToken;
import io.stackstate.model.intake.TopologyEvent.SourceLink;
import io.stackstate.receiver.intake.EventFields.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code events}: an object of arrays (intake sheet, section 6.4). */
final class EventParser {
  private static final int MAX_LINKS = 1000;

  /** Health sheet, section 8.3. */
  private static final ReservedWords RESERVED =
      new ReservedWords(
          List.of(
              "eventType",
              "host",
              "labels",
              "message",
              "name",
              "tags",
              "timeReceived",
              "timestamp",
              "title"),
          false);

  private final JsonInput in;
  private final Elements elements;

  private String type;
  private String title;
  private String text;
  private long time;
  private String sourceTypeName;
  private String host;
  private List<String> tags;
  private String priority;
  private String alertType;
  private String aggregationKey;
  private Context context;

  EventParser(JsonInput in, Elements elements) {
    this.in = in;
    this.elements = elements;
  }

  void parse() throws IOException, IntakeFault {
    if (in.is(JsonToken.START_ARRAY)) {
      String path = in.path();
      if (in.nextElement()) {
        throw in.intakeFault(path, "expected an object, found an array");
      }
    } else if (in.object()) {
      for (String group = in.nextField(); group != null; group = in.nextField()) {
        group(JsonText.wellFormed(group));
        in.throwFault();
      }
    }
    in.throwFault();
  }

  private void group(String group) throws IOException {
    if (!in.array()) {
      return;
    }
    Optional<String> reserved = RESERVED.in(group);
    while (in.nextElement()) {
      long begin = in.position();
      event();
      Kind kind = context == null ? Kind.EVENT : Kind.TOPOLOGY_EVENT;
      if (in.rejected(kind, elements)) {
        continue;
      }
      if (reserved.isPresent()) {
        elements.reject(
            kind,
            in.path(),
            "the key of events must not begin with the reserved word " + reserved.get());
      } else if (elements.wanted()) {
        int weight = (int) Math.min(Integer.MAX_VALUE, 4 * (in.position() - begin) + 1000);
        elements.charge(weight);
        EventFields fields =
            new EventFields(
                group,
                type,
                title,
                text,
                time,
                sourceTypeName,
                host,
                tags,
                priority,
                alertType,
                aggregationKey,
                context);
        elements.accept(new PendingDraft(kind, in.path(), weight, time, fields::complete));
      }
    }
  }

  private void event() throws IOException {
    clear();
    if (!in.object()) {
      in.fault(in.path(), "expected an object, found null");
      return;
    }
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "event_type" -> type = in.text();
        case "msg_title" -> title = in.text();
        case "msg_text" -> text = in.text();
        case "timestamp" -> time = time();
        case "source_type_name" -> sourceTypeName = in.text();
        case "host" -> host = in.text();
        case "tags" -> tags = Texts.read(in);
        case "priority" -> priority = in.text();
        case "alert_type" -> alertType = in.text();
        case "aggregation_key" -> aggregationKey = in.text();
        case "context" -> context = in.object() ? context() : null;
        default -> in.ignore();
      }
    }
  }

  private void clear() {
    type = null;
    title = null;
    text = null;
    time = PendingDraft.NO_TIME;
    sourceTypeName = null;
    host = null;
    tags = List.of();
    priority = null;
    alertType = null;
    aggregationKey = null;
    context = null;
  }

  private long time() throws IOException {
    Double number = in.number();
    long millis = number == null ? PendingDraft.NO_TIME : Timestamps.millis(number);
    if (millis == Timestamps.INVALID) {
      in.fault(in.path(), "is not a time");
    }
    return millis;
  }

  private Context context() throws IOException {
    String category = null;
    String source = null;
    String sourceIdentifier = null;
    List<String> identifiers = List.of();
    List<SourceLink> links = List.of();
    String data = "{}";
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "category" -> category = in.text();
        case "source" -> source = in.text();
        case "source_identifier" -> sourceIdentifier = in.text();
        case "element_identifiers" -> identifiers = Texts.read(in);
        case "source_links" -> links = links();
        case "data" -> data = in.is(JsonToken.VALUE_NULL) ? data : data();
        default -> in.ignore();
      }
    }
    return new Context(category, source, sourceIdentifier, identifiers, links, data);
  }

  private String data() throws IOException {
    ByteArray out = new ByteArray();
    in.json(out);
    return new String(out.array(), 0, out.length(), StandardCharsets.UTF_8);
  }

  private List<SourceLink> links() throws IOException {
    List<SourceLink> links = new ArrayList<>();
    if (in.array()) {
      while (in.nextElement()) {
        if (in.object()) {
          links.add(link());
        }
        if (links.size() > MAX_LINKS) {
          in.fault(in.path(), "so many links are not accepted");
          links.clear();
        }
      }
    }
    return links;
  }

  private SourceLink link() throws IOException {
    String name = null;
    String url = null;
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "title" -> name = in.text();
        case "url" -> url = in.text();
        default -> in.ignore();
      }
    }
    return new SourceLink(name, url);
  }
}
