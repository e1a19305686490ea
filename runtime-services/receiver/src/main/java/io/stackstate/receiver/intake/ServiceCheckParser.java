package io.stackstate.receiver.intake;

import io.stackstate.model.Topics;
import io.stackstate.model.intake.StateEvent;
import io.stackstate.receiver.intake.PendingDraft.Keyed;
import java.io.IOException;
import java.util.List;

/** Reads service checks, in intake and in check runs (intake sheet, section 6.6). */
final class ServiceCheckParser {
  private static final int OVERHEAD = 500;
  private static final int UNKNOWN = 3;

  private final JsonInput in;
  private final Elements elements;

  private String name;
  private String host;
  private Double status;
  private String message;
  private long time;
  private List<String> tags;

  ServiceCheckParser(JsonInput in, Elements elements) {
    this.in = in;
    this.elements = elements;
  }

  void parse() throws IOException, IntakeFault {
    if (in.array()) {
      while (in.nextElement()) {
        serviceCheck();
      }
    }
    in.throwFault();
  }

  private void serviceCheck() throws IOException {
    read();
    if (!in.faulty() && (name == null || name.isEmpty())) {
      in.fault(in.path("check"), "is missing");
    } else if (!in.faulty() && !isStatus()) {
      in.fault(in.path("status"), "expected 0, 1, 2 or 3");
    }
    if (!in.rejected(Kind.STATE_EVENT, elements) && elements.wanted()) {
      int length = name.length() + (message == null ? 0 : message.length());
      int weight = OVERHEAD + length + Texts.weight(tags);
      elements.charge(weight);
      Result result = new Result(name, host, status.intValue(), message, tags, time);
      elements.accept(
          new PendingDraft(Kind.STATE_EVENT, in.path(), weight, time, result::complete));
    }
  }

  private void read() throws IOException {
    name = null;
    host = null;
    status = null;
    message = null;
    time = PendingDraft.NO_TIME;
    tags = List.of();
    if (!in.object()) {
      in.fault(in.path(), "expected an object, found null");
      return;
    }
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "check" -> name = in.text();
        case "host_name" -> host = in.text();
        case "status" -> status = in.number();
        case "message" -> message = in.text();
        case "timestamp" -> time = time();
        case "tags" -> tags = Texts.read(in);
        default -> in.ignore();
      }
    }
  }

  private long time() throws IOException {
    Double number = in.number();
    long millis = number == null ? PendingDraft.NO_TIME : Timestamps.millis(number);
    if (millis == Timestamps.INVALID) {
      in.fault(in.path(), "is not a time");
    }
    return millis;
  }

  private boolean isStatus() {
    return status != null && status >= 0 && status <= UNKNOWN && status == Math.rint(status);
  }

  private record Result(
      String name, String host, int status, String message, List<String> tags, long time) {
    Keyed complete(Envelope envelope) {
      String from = envelope.hostOr(host);
      long at = envelope.timeOr(time);
      String text = message == null ? "" : message;
      String id = EventId.of(from, name, status, at, text, tags);
      return new Keyed(
          Topics.STATE_EVENTS,
          id,
          new StateEvent(id, name, from, status, text, Texts.tags(tags), at));
    }
  }
}
