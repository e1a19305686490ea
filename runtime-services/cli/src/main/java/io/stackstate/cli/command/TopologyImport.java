package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import io.stackstate.cli.output.Progress;
import io.stackstate.cli.transfer.ExportLines;
import io.stackstate.cli.transfer.IntakeBatches;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends an exported topology to the receiver, as the snapshot of one topology instance. */
@Command(
    name = "import",
    description = {
      "Sends an exported topology to the receiver, as the whole snapshot of one instance.",
      "An integration of that instance turns it into components and relations: what the instance"
          + " had before and the file has not, goes; components merge with others that have the same"
          + " identifier. Health is not imported."
    },
    footer = {
      "",
      "Example: stackstate topology import shop.ndjson.gz --instance copy/shop.example.org"
    })
final class TopologyImport implements Runnable {
  private final Session session;

  @Parameters(
      paramLabel = "FILE",
      description = "Of topology export; packed when it ends with .gz; - is standard input.")
  private String file;

  @Option(
      names = "--instance",
      required = true,
      paramLabel = "TYPE/URL",
      description = "Type and URL of the instance, as the integration has them.")
  private String instance;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Elements in one message; default ${DEFAULT-VALUE}.",
      defaultValue = "2000")
  private int batch;

  private int messages;

  TopologyImport(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    int slash = instance.indexOf('/');
    if (slash < 1 || slash == instance.length() - 1) {
      throw new CliException(
          ExitCode.REQUEST,
          "--instance: found \"" + instance + "\", expected TYPE/URL, for example copy/shop");
    }
    if (batch < 1) {
      throw new CliException(ExitCode.REQUEST, "--batch: found " + batch + ", expected 1 or more");
    }
    IntakeBatches batches =
        new IntakeBatches(
            instance.substring(0, slash), instance.substring(slash + 1), batch, this::send);
    ExportLines lines = transfer(batches);
    ObjectNode result = JsonNodeFactory.instance.objectNode().put("instance", instance);
    result.put("components", lines.header().path("components").asLong());
    result.put("relations", lines.header().path("relations").asLong() - batches.skipped());
    result.put("messages", messages);
    session.printer().print(result, () -> told(result));
    if (batches.skipped() > 0) {
      session
          .printer()
          .note(
              Snapshot.count(batches.skipped(), "relation")
                  + " lead to components that are not in the file, and were skipped.");
    }
  }

  private ExportLines transfer(IntakeBatches batches) {
    try (InputStream in = open()) {
      ExportLines lines = new ExportLines(file, in);
      boolean shown = session.terminal().interactive();
      Progress progress = Progress.of(session.terminal().err(), lines.total(), "elements");
      for (String line = lines.next(); line != null; line = lines.next()) {
        batches.add(lines.parse(line), line.length());
        if (shown) {
          progress.add(1);
        }
      }
      batches.end();
      if (shown) {
        progress.clear();
      }
      return lines;
    } catch (NoSuchFileException e) {
      throw new CliException(ExitCode.READ_FILE, file + ": there is no such file");
    } catch (IOException e) {
      throw new CliException(ExitCode.READ_FILE, file + " cannot be read: " + e.getMessage());
    }
  }

  private InputStream open() throws IOException {
    InputStream in =
        file.equals("-") ? session.terminal().in() : Files.newInputStream(Path.of(file));
    return file.endsWith(".gz") ? new GZIPInputStream(in, 1 << 14) : in;
  }

  private void send(ObjectNode message) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(message.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new CliException(ExitCode.INTERNAL, "cannot pack a message: " + e.getMessage());
    }
    try {
      new Intake(session.server()).postPatiently(packed.toByteArray());
      messages++;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException(ExitCode.REQUEST, "interrupted; the snapshot was not ended");
    } catch (CliException e) {
      throw new CliException(
          e.exitCode(),
          e.getMessage() + "; " + messages + " messages were sent, the snapshot was not ended");
    }
  }

  private static String told(ObjectNode result) {
    return "Sent: "
        + Snapshot.count(result.path("components").asLong(), "component")
        + " and "
        + Snapshot.count(result.path("relations").asLong(), "relation")
        + " in "
        + Snapshot.count(result.path("messages").asLong(), "message")
        + " to "
        + result.path("instance").asText()
        + ".";
  }
}
