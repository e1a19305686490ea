package io.stackstate.cli.command;

import io.stackstate.cli.http.Server;
import java.util.ArrayList;
import java.util.List;

/** The query of a URL. */
final class Query {
  private Query() {}

  /** Of names and values by turns; those whose value is null are left out. */
  static String of(String... namesAndValues) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (namesAndValues[i + 1] != null) {
        parts.add(namesAndValues[i] + "=" + Server.encode(namesAndValues[i + 1]));
      }
    }
    return parts.isEmpty() ? "" : "?" + String.join("&", parts);
  }
}
