package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.output.Age;
import io.stackstate.cli.output.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Resources of one kind as {@code kubectl} prints them.
 *
 * @param wide whether columns of less interest are shown
 * @param qualified whether names tell the kind, since several are shown
 */
record ResourceTable(Kind kind, boolean wide, boolean qualified, Instant now) {
  private static final String STATE = "Ready";

  Table of(List<JsonNode> items) {
    boolean several =
        items.stream().map(item -> item.at("/metadata/namespace").asText()).distinct().count() > 1;
    List<Kind.Column> columns = kind.columns().stream().filter(c -> wide || !c.wide()).toList();
    List<String> heads = new ArrayList<>();
    if (several) {
      heads.add("Namespace");
    }
    heads.add("Name");
    columns.forEach(column -> heads.add(column.name()));
    Table table = new Table(heads.toArray(String[]::new));
    if (heads.contains(STATE)) {
      table.states(STATE);
    }
    items.forEach(item -> table.row(cells(item, several, columns)));
    return table;
  }

  private Object[] cells(JsonNode item, boolean several, List<Kind.Column> columns) {
    List<Object> cells = new ArrayList<>();
    if (several) {
      cells.add(item.at("/metadata/namespace").asText());
    }
    String name = item.at("/metadata/name").asText();
    cells.add(qualified ? kind.singular() + "." + kind.group() + "/" + name : name);
    for (Kind.Column column : columns) {
      String value = column.path().read(item);
      cells.add(column.date() ? Age.of(value, now) : value);
    }
    return cells.toArray();
  }
}
