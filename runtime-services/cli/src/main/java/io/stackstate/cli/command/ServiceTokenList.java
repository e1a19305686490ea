package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.output.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** Lists service tokens; the tokens themselves cannot be seen. */
@Command(name = "list", description = "Lists service tokens, without the tokens themselves.")
final class ServiceTokenList implements Runnable {
  private final Session session;

  ServiceTokenList(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    JsonNode answer = session.server().get(ServiceToken.PATH);
    session.printer().print(answer, () -> table(answer));
  }

  private String table(JsonNode tokens) {
    Table table = new Table("Id", "Name", "Expiration", "Roles");
    for (JsonNode token : tokens) {
      List<String> roles = new ArrayList<>();
      token.path("roles").forEach(role -> roles.add(role.asText()));
      table.row(
          token.path("id").asText(),
          token.path("name").asText(),
          expiration(token.path("expiration")),
          String.join(", ", roles));
    }
    return table.isEmpty()
        ? "No service tokens. Make one with: stackstate service-token create\n"
        : table.text(session.terminal().colors());
  }

  private String expiration(JsonNode millis) {
    if (!millis.isNumber()) {
      return "never";
    }
    Instant instant = Instant.ofEpochMilli(millis.asLong());
    return instant.isAfter(session.now()) ? instant.toString() : instant + " (expired)";
  }
}
