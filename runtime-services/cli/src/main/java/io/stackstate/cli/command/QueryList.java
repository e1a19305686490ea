package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import io.stackstate.cli.output.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints what a query selects as an ordered list, as a number or in groups: {@code POST
 * /api/topology/query}.
 *
 * @param time null is now
 */
record QueryList(Session session, String query, Instant time) {
  private static final int DEFAULT_LIMIT = 100;

  /**
   * @param limit null for the default
   * @param groupBy null when there are no groups
   */
  void print(String order, String cursor, Integer limit, boolean count, List<String> groupBy) {
    ObjectNode request = JsonNodeFactory.instance.objectNode().put("query", query);
    if (time != null) {
      request.put("at", time.toEpochMilli());
    }
    if (count) {
      request.put("count", true);
      JsonNode answer = ask(request);
      session.printer().print(answer, () -> answer.path("components").asText());
      return;
    }
    request.putObject("page").put("limit", most(limit));
    if (groupBy != null) {
      groupBy.forEach(request.withArray("groupBy")::add);
      groups(ask(request));
      return;
    }
    request.put("order", order);
    if (cursor != null) {
      request.withObject("page").put("cursor", cursor);
    }
    list(ask(request));
  }

  private static int most(Integer limit) {
    if (limit != null && limit == 0) {
      throw new CliException(ExitCode.REQUEST, "--limit: found 0, expected 1 or more here");
    }
    return limit == null ? DEFAULT_LIMIT : limit;
  }

  private JsonNode ask(ObjectNode request) {
    return QueryAnswer.result(session.server().tryPost("/topology/query", request), query);
  }

  private void list(JsonNode page) {
    session.printer().print(page, () -> table(page));
    int shown = page.path("components").size();
    String note = shown + " of " + Snapshot.count(page.path("total").asLong(), "component");
    if (page.hasNonNull("next")) {
      note += "; go on with --cursor " + page.path("next").asText();
    }
    session.printer().note(note);
  }

  private String table(JsonNode page) {
    Table table = new Table("Name", "Type", "Layer", "Domain", "Health", "Id").states("Health");
    for (JsonNode component : page.path("components")) {
      table.row(
          component.path("name").asText(),
          component.path("type").asText(),
          component.path("layer").asText(),
          component.path("domain").asText(),
          component.path("health").asText(),
          component.path("id").asText());
    }
    return table.text(session.terminal().colors());
  }

  private void groups(JsonNode answer) {
    session.printer().print(answer, () -> groupTable(answer));
    long groups = answer.path("groupCount").asLong();
    String note =
        Snapshot.count(answer.path("components").asLong(), "component")
            + " in "
            + Snapshot.count(groups, "group");
    int shown = answer.path("groups").size();
    session.printer().note(shown < groups ? note + "; the " + shown + " largest are shown" : note);
  }

  private String groupTable(JsonNode answer) {
    List<String> heads = new ArrayList<>();
    answer.path("groupBy").forEach(name -> heads.add(name.asText()));
    heads.add("Count");
    Table table = new Table(heads.toArray(String[]::new));
    for (JsonNode group : answer.path("groups")) {
      List<Object> cells = new ArrayList<>();
      group.path("values").forEach(value -> cells.add(value.isNull() ? null : value.asText()));
      cells.add(group.path("count").asText());
      table.row(cells.toArray());
    }
    if (heads.contains("healthstate")) {
      table.states("healthstate");
    }
    return table.text(session.terminal().colors());
  }
}
