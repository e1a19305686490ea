package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import io.stackstate.cli.TimeArgument;
import io.stackstate.cli.http.Answer;
import io.stackstate.cli.http.Server;
import io.stackstate.cli.output.Progress;
import io.stackstate.cli.transfer.ExportLines;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.StringJoiner;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a topology to a file, a line of JSON for each element. */
@Command(
    name = "export",
    description = "Writes the topology to a file, a line of JSON for each element.")
final class TopologyExport implements Runnable {
  private final Session session;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "Packed when it ends with .gz; default standard output.")
  private Path file;

  @Option(names = "--query", paramLabel = "STQL", description = "Only what this query selects.")
  private String query = "";

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "-5m, 2026-01-31T12:00:00Z or epoch milliseconds; default now.")
  private String at;

  private JsonNode header;

  TopologyExport(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    if (file == null) {
      download(session.terminal().out());
      session.terminal().out().flush();
      session.printer().note(told());
      return;
    }
    Path part = Path.of(file + ".part");
    try {
      try (OutputStream out = open(part)) {
        download(out);
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new CliException(ExitCode.READ_FILE, file + " cannot be written: " + e.getMessage());
    } finally {
      remove(part);
    }
    session.printer().print(header, () -> told() + " are in " + file);
  }

  private OutputStream open(Path part) throws IOException {
    OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16);
    return file.toString().endsWith(".gz") ? new GZIPOutputStream(out, 1 << 14) : out;
  }

  private static void remove(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw new CliException(ExitCode.READ_FILE, part + " cannot be removed: " + e.getMessage());
    }
  }

  private void download(OutputStream out) {
    StringJoiner parameters = new StringJoiner("&", "?", "").setEmptyValue("");
    if (!query.isBlank()) {
      parameters.add("query=" + Server.encode(query));
    }
    if (at != null) {
      parameters.add("at=" + TimeArgument.parse("--at", at, session.now()).toEpochMilli());
    }
    try {
      Answer answer = session.server().stream("/topology/export" + parameters, in -> copy(in, out));
      QueryAnswer.parsed(answer, query);
    } catch (ExportLines.NoExportException e) {
      throw e.found() == null ? e : new CliException(ExitCode.REQUEST, QueryAnswer.why(e.found()));
    }
  }

  private void copy(InputStream in, OutputStream out) throws IOException {
    ExportLines lines = new ExportLines("the server's answer", in);
    header = lines.header();
    boolean shown = session.terminal().interactive() && file != null;
    Progress progress = Progress.of(session.terminal().err(), lines.total(), "elements");
    write(out, header.toString());
    for (String line = lines.next(); line != null; line = lines.next()) {
      write(out, line);
      if (shown) {
        progress.add(1);
      }
    }
    write(out, ExportLines.end(header).toString());
    if (shown) {
      progress.clear();
    }
  }

  private static void write(OutputStream out, String line) throws IOException {
    out.write(line.getBytes(StandardCharsets.UTF_8));
    out.write('\n');
  }

  private String told() {
    return Snapshot.count(header.path("components").asLong(), "component")
        + " and "
        + Snapshot.count(header.path("relations").asLong(), "relation");
  }
}
