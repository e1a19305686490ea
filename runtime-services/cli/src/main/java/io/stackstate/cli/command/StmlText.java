package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.output.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A report in STML on a terminal: its Markdown as it stands, tables of states as tables, and for a
 * chart that there is one (query sheet, section 6.6).
 */
record StmlText(JsonNode data, boolean colors) {
  private static final Pattern TAG =
      Pattern.compile("<(heatmap|auto-widget)\\b([^>]*)>(?:\\s*</\\1>)?");
  private static final Pattern ATTRIBUTE = Pattern.compile("(\\w+)\\s*=\\s*\\{(\\w+)}");
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

  String of(String stml) {
    String filled = TAG.matcher(stml).replaceAll(tag -> Matcher.quoteReplacement(tag(tag)));
    return VARIABLE.matcher(filled).replaceAll(each -> Matcher.quoteReplacement(variable(each)));
  }

  /** What has no short form stays as it is. */
  private String variable(MatchResult found) {
    JsonNode value = data.path(found.group(1));
    return value.isValueNode() ? value.asText() : found.group();
  }

  private String tag(MatchResult tag) {
    if (tag.group(1).equals("auto-widget")) {
      return "[chart; its data is in the output of -o json]";
    }
    JsonNode rows = attribute(tag.group(2), "rows");
    JsonNode columns = attribute(tag.group(2), "cols");
    JsonNode cells = attribute(tag.group(2), "cells");
    List<String> heads = new ArrayList<>(List.of("-"));
    columns.forEach(column -> heads.add(column.asText()));
    Table table = new Table(heads.toArray(String[]::new));
    columns.forEach(column -> table.states(column.asText()));
    for (int row = 0; row < rows.size(); row++) {
      List<String> line = new ArrayList<>(List.of(rows.get(row).asText()));
      for (int column = 0; column < columns.size(); column++) {
        line.add(cells.path(row).path(column).asText());
      }
      table.row(line.toArray());
    }
    return table.text(colors).stripTrailing();
  }

  private JsonNode attribute(String attributes, String name) {
    Matcher all = ATTRIBUTE.matcher(attributes);
    while (all.find()) {
      if (all.group(1).equals(name)) {
        return data.path(all.group(2));
      }
    }
    return data.path("");
  }
}
