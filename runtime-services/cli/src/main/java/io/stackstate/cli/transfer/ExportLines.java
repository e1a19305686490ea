package io.stackstate.cli.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Reads an exported topology line by line: a line that says what follows, one for each component,
 * one for each relation, and one that says that nothing is missing.
 */
public final class ExportLines {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int VERSION = 1;

  private final String source;
  private final BufferedReader in;
  private final JsonNode header;
  private long elements;

  /**
   * Reads the header.
   *
   * @param source for errors
   * @throws CliException when it is no export that this program understands
   */
  public ExportLines(String source, InputStream in) throws IOException {
    this.source = source;
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
    this.header = first(this.in.readLine());
  }

  /** Says how many components and relations follow, and of what time they are. */
  public JsonNode header() {
    return header;
  }

  /** How many elements follow in all. */
  public long total() {
    return header.path("components").asLong() + header.path("relations").asLong();
  }

  /**
   * The next element as its text; null behind the last.
   *
   * @throws CliException when the export is torn
   */
  public String next() throws IOException {
    String line = in.readLine();
    if (line == null) {
      throw torn();
    }
    if (!line.startsWith("{\"_type\":\"TopologyExportEnd\"")) {
      elements++;
      return line;
    }
    if (elements != total()) {
      throw torn();
    }
    return null;
  }

  /** The last line of the export that begins with this header. */
  public static JsonNode end(JsonNode header) {
    ObjectNode end = JSON.createObjectNode().put("_type", "TopologyExportEnd");
    end.set("components", header.path("components"));
    end.set("relations", header.path("relations"));
    return end;
  }

  /** Reads the text of an element. */
  public JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new CliException(
          ExitCode.READ_FILE, source + ": line " + (elements + 1) + " is not JSON");
    }
  }

  private JsonNode first(String line) {
    JsonNode found = line == null ? null : parse(line);
    boolean export = found != null && found.path("_type").asText().equals("TopologyExport");
    if (!export) {
      throw new NoExportException(source, found);
    }
    if (found.path("version").asInt() > VERSION) {
      throw new CliException(
          ExitCode.READ_FILE,
          source
              + ": found version "
              + found.path("version").asText()
              + " of the export, expected at most "
              + VERSION
              + "; use a newer stackstate");
    }
    return found;
  }

  private CliException torn() {
    return new CliException(
        ExitCode.READ_FILE,
        source + ": found " + elements + " of " + total() + " elements; the export is torn");
  }

  /** There is something else. */
  public static final class NoExportException extends CliException {
    private static final long serialVersionUID = 1L;
    private final transient JsonNode found;

    NoExportException(String source, JsonNode found) {
      super(ExitCode.READ_FILE, source + ": expected the export of a topology");
      this.found = found;
    }

    /** The JSON that is there instead; null when there is nothing. */
    public JsonNode found() {
      return found;
    }
  }
}
