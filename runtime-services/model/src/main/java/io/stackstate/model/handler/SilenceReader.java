package io.stackstate.model.handler;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads silences. */
public final class SilenceReader {
  private SilenceReader() {}

  /**
   * Reads a silence that somebody asks for.
   *
   * @param id when the JSON has none
   * @param now it begins, when the JSON does not say when
   * @throws InvalidHandlerException at the first field that is wrong
   */
  public static Silence read(JsonNode json, String id, Instant now) throws InvalidHandlerException {
    return silence(Fields.of(json, ""), id, now);
  }

  static List<Silence> list(Fields spec, String name) throws InvalidHandlerException {
    List<Silence> silences = new ArrayList<>();
    for (Fields each : spec.objects(name)) {
      silences.add(silence(each, name + "-" + silences.size(), Instant.EPOCH));
    }
    return silences;
  }

  private static Silence silence(Fields each, String otherId, Instant otherStart)
      throws InvalidHandlerException {
    each.allow("id", "handler", "matchers", "startsAt", "endsAt", "owner", "reason");
    Instant start = each.time("startsAt") == null ? otherStart : each.time("startsAt");
    Instant end = each.time("endsAt");
    if (end == null || !end.isAfter(start)) {
      throw each.bad("endsAt", "a time after " + start);
    }
    List<Matcher> matchers = new ArrayList<>();
    for (Fields matcher : each.objects("matchers")) {
      matchers.add(MatcherReader.read(matcher));
    }
    String id = each.text("id");
    return new Silence(
        id == null ? otherId : id,
        each.textOrNumber("handler"),
        matchers,
        start.toEpochMilli(),
        end.toEpochMilli(),
        each.requiredText("owner"),
        each.requiredText("reason"));
  }
}
