package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.cli.TimeArgument;
import io.stackstate.cli.http.Server;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a service token and shows it, which is possible only now. */
@Command(name = "create", description = "Makes a service token, and shows it this once.")
final class ServiceTokenCreate implements Runnable {
  private final Session session;

  @Option(
      names = {"-n", "--name"},
      required = true,
      paramLabel = "NAME",
      description = "What the token is for.")
  private String name;

  @Option(
      names = {"-r", "--roles"},
      split = ",",
      required = true,
      paramLabel = "ROLE",
      description =
          "What it may do: stackstate-admin, stackstate-power-user, stackstate-guest, ...")
  private List<String> roles;

  @Option(
      names = {"-e", "--expiration"},
      paramLabel = "TIME",
      description = "When it ends: a date, +90d or an instant; default never.")
  private String expiration;

  ServiceTokenCreate(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    ObjectNode request = JsonNodeFactory.instance.objectNode().put("name", name);
    roles.forEach(request.putArray("roles")::add);
    if (expiration != null) {
      request.put("expiryDate", instant().toEpochMilli());
    }
    JsonNode created = Server.ok(session.server().tryPost(ServiceToken.PATH, request)).json();
    session
        .printer()
        .print(
            created,
            () ->
                "Service token created: %s%nKeep it: it cannot be shown again.%n"
                    .formatted(created.path("token").asText()));
  }

  /** A date alone is what the genuine command takes: its first moment, UTC. */
  private Instant instant() {
    try {
      return LocalDate.parse(expiration).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException noDate) {
      return TimeArgument.parse("--expiration", expiration, session.now());
    }
  }
}
