package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import io.stackstate.cli.http.Answer;
import io.stackstate.cli.output.Progress;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Posts a payload to the receiver, as an Agent does. */
@Command(
    name = "send",
    description = "Posts a payload to the receiver, as an Agent does.",
    footer = {
      "",
      "Examples:",
      "  stackstate send samples/quickstart/topology.json",
      "  stackstate send --as alerts samples/alerts/prometheus.json"
    })
final class Send implements Runnable {
  private static final Map<String, String> PATHS =
      Map.of(
          "intake", "/stsAgent/intake",
          "alerts", "/stsAgent/api/v2/alerts",
          "alertmanager", "/stsAgent/alertmanager/webhook");

  private static final int BEGINNING = 4096;

  private final Session session;

  @Parameters(paramLabel = "FILE", description = "JSON; - is standard input.")
  private String file;

  @Option(
      names = "--as",
      paramLabel = "FORMAT",
      description =
          "What FILE is: intake (default), alerts (as Prometheus sends them), alertmanager (the body"
              + " of a webhook).")
  private String format = "intake";

  Send(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    long size = pack(packed);
    Answer answer = post(packed.toByteArray());
    long rejected = answer.json().path("rejected").asLong();
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    result.put("status", "ok").put("bytes", size).put("sentBytes", packed.size());
    result.put("rejected", rejected);
    session.printer().print(result, () -> told(size, packed.size(), rejected));
  }

  private String path() {
    String path = PATHS.get(format);
    if (path == null) {
      throw new CliException(
          ExitCode.REQUEST, "--as: found " + format + ", expected intake, alerts or alertmanager");
    }
    return path;
  }

  private long pack(ByteArrayOutputStream packed) {
    try (InputStream in = new BufferedInputStream(open());
        GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      refuseOther(in);
      return in.transferTo(gzip);
    } catch (NoSuchFileException e) {
      throw new CliException(ExitCode.READ_FILE, file + ": there is no such file");
    } catch (IOException e) {
      throw new CliException(ExitCode.READ_FILE, file + " cannot be read: " + e.getMessage());
    }
  }

  /** A wrong file is told by its beginning, before it is sent. */
  private void refuseOther(InputStream in) throws IOException {
    in.mark(BEGINNING);
    byte[] beginning = in.readNBytes(BEGINNING - 1);
    in.reset();
    ResourceFile.refuse(file, beginning, "JSON");
    String text = new String(beginning, StandardCharsets.UTF_8).strip();
    if (!text.isEmpty() && Character.isLetterOrDigit(text.charAt(0)) || text.startsWith("#")) {
      throw new CliException(
          ExitCode.REQUEST,
          "%s: found \"%s\", expected JSON".formatted(file, text.lines().findFirst().orElse("")));
    }
  }

  private InputStream open() throws IOException {
    return file.equals("-") ? session.terminal().in() : Files.newInputStream(Path.of(file));
  }

  private Answer post(byte[] bytes) {
    Intake intake = new Intake(session.server(), path());
    if (!session.terminal().interactive()) {
      return intake.post(bytes, sent -> {});
    }
    Progress progress = Progress.ofBytes(session.terminal().err(), bytes.length);
    try {
      return intake.post(bytes, progress::add);
    } finally {
      progress.clear();
    }
  }

  private String told(long size, int sent, long rejected) {
    String done = "Accepted: %d bytes, %d compressed.".formatted(size, sent);
    return rejected == 0
        ? done
        : done + " " + Snapshot.count(rejected, "element") + " could not be read and were skipped.";
  }
}
