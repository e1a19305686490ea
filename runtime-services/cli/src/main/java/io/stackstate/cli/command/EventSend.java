package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells the platform that something happened, as an Agent does. */
@Command(
    name = "send",
    description = "Tells the platform that something happened, as an Agent does.",
    footer = {
      "",
      "Example:",
      "  stackstate event send 'cart 2.4 rolled out' --element urn:service:/cart --type"
          + " DeploymentEvent --category Changes --data to=2.4"
    })
final class EventSend implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "TITLE", description = "What happened.")
  private String title;

  @Option(names = "--text", paramLabel = "TEXT", description = "More about it.")
  private String text = "";

  @Option(
      names = {"-e", "--element"},
      split = ",",
      paramLabel = "IDENTIFIER",
      description = "To which elements; without any it is a log only.")
  private List<String> elements = List.of();

  @Option(names = "--type", paramLabel = "TYPE", description = "Default: Event.")
  private String type = "Event";

  @Option(
      names = "--category",
      paramLabel = "CATEGORY",
      description = "Activities, Alerts, Anomalies, Changes or Others; default Activities.")
  private String category = "Activities";

  @Option(names = "--source", paramLabel = "SOURCE", description = "Default: stackstate-cli.")
  private String source = "stackstate-cli";

  @Option(names = "--tag", split = ",", paramLabel = "KEY:VALUE", description = "A tag.")
  private List<String> tags = List.of();

  @Option(names = "--data", paramLabel = "NAME=VALUE", description = "A detail.")
  private Map<String, String> data = new TreeMap<>();

  EventSend(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    new Intake(session.server()).post(packed(payload()), sent -> {});
    ObjectNode result = JsonNodeFactory.instance.objectNode().put("status", "ok");
    session.printer().print(result, () -> "Accepted.");
  }

  private ObjectNode payload() {
    ObjectNode payload = JsonNodeFactory.instance.objectNode();
    payload.put("internalHostname", source);
    ObjectNode event = payload.putObject("events").putArray(source).addObject();
    event.put("msg_title", title).put("msg_text", text).put("event_type", type);
    event.put("source_type_name", source).put("timestamp", session.now().getEpochSecond());
    tags.forEach(event.putArray("tags")::add);
    if (!elements.isEmpty()) {
      ObjectNode context = event.putObject("context");
      context.put("category", category).put("source", source);
      elements.forEach(context.putArray("element_identifiers")::add);
      data.forEach(context.putObject("data")::put);
    }
    return payload;
  }

  private static byte[] packed(ObjectNode payload) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(payload.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new CliException(ExitCode.INTERNAL, "the event cannot be written: " + e.getMessage());
    }
    return bytes.toByteArray();
  }
}
