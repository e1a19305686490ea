package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import io.stackstate.cli.http.Answer;
import io.stackstate.cli.http.Server;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** {@code /api/stackpack} (REST sheet, section 6.3). */
final class Packs {
  private static final long POLL_MILLIS = 500;

  private Packs() {}

  static JsonNode list(Session session) {
    return session.server().get("/stackpack");
  }

  static JsonNode find(Session session, String name) {
    for (JsonNode pack : list(session)) {
      if (pack.path("name").asText().equals(name)) {
        return pack;
      }
    }
    throw new CliException(
        ExitCode.NOT_FOUND,
        "there is no StackPack \"" + name + "\"; see: stackstate stackpack list");
  }

  static JsonNode upload(Session session, String fileName, byte[] archive) {
    return Server.ok(send(session, "/stackpack", fileName, archive)).json();
  }

  static Answer validate(Session session, String fileName, byte[] archive) {
    return Server.ok(send(session, "/stackpack/validate", fileName, archive));
  }

  private static Answer send(Session session, String path, String fileName, byte[] archive) {
    String boundary = "stackstate-" + UUID.randomUUID();
    String name = fileName.replaceAll("[\"\\r\\n]", "_");
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String head =
        "--"
            + boundary
            + "\r\nContent-Disposition: form-data; name=\"stackPack\"; filename=\""
            + name
            + "\"\r\nContent-Type: application/zip\r\n\r\n";
    body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    body.writeBytes(archive);
    body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return session
        .server()
        .tryPost(path, "multipart/form-data; boundary=" + boundary, body.toByteArray());
  }

  /**
   * Waits until an instance has a status that does not pass by itself: one that waits for data does
   * not.
   *
   * @throws CliException when it ends in an error, or the time is over
   */
  static JsonNode await(Session session, String name, long id, long timeoutSeconds) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(timeoutSeconds);
    while (true) {
      JsonNode instance = instance(find(session, name), id);
      switch (instance.path("status").asText()) {
        case "INSTALLED", "WAITING_FOR_DATA" -> {
          return instance;
        }
        case "ERROR" ->
            throw new CliException(
                ExitCode.REQUEST, instance.path("error").path("error").path("message").asText());
        default -> pause(name, deadline);
      }
    }
  }

  private static void pause(String name, long deadline) {
    if (System.nanoTime() - deadline > 0) {
      throw new CliException(
          ExitCode.REQUEST, name + " is still being installed; see: stackstate stackpack list");
    }
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException(ExitCode.REQUEST, "interrupted; " + name + " is being installed");
    }
  }

  private static JsonNode instance(JsonNode pack, long id) {
    for (JsonNode instance : pack.path("configurations")) {
      if (instance.path("id").asLong() == id) {
        return instance;
      }
    }
    throw new CliException(
        ExitCode.NOT_FOUND, pack.path("name").asText() + " has no instance " + id);
  }
}
