package io.stackstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferCommandTest {
  private static final String EXPORT =
      """
      {"_type":"TopologyExport","version":1,"commit":5,"timeMillis":1672531200000,"components":2,"relations":2}
      {"_type":"Component","id":7,"name":"db-1","typeName":"database","layerName":"Databases","domainName":"shop","environmentNames":["Production"],"identifiers":["urn:db:1"],"tags":["team:data"],"version":"15.4","sources":[{"sync":77,"externalId":"x"}],"properties":{"cores":8}}
      {"_type":"Component","id":8,"name":"店","typeName":"application","sources":[{"sync":78,"externalId":"x"}],"properties":{}}
      {"_type":"Relation","id":31,"typeName":"uses","source":8,"target":7,"dependencyDirection":"BOTH","tags":[],"sources":[{"sync":77,"externalId":"a->b"}],"properties":{}}
      {"_type":"Relation","id":32,"typeName":"uses","source":8,"target":9,"sources":[{"sync":77,"externalId":"a->c"}]}
      {"_type":"TopologyExportEnd","components":2,"relations":2}
      """;

  @TempDir Path folder;
  @AutoClose private final FakeServer server = new FakeServer();

  @Test
  void exportsToStandardOutput() {
    server.on("GET /api/topology/export", 200, EXPORT);
    Cli cli = Cli.run(server, "topology", "export");
    assertThat(cli.out()).isEqualTo(EXPORT);
    assertThat(cli.err()).isEqualTo("2 components and 2 relations\n");
  }

  @Test
  void exportsToAPackedFileWithProgress() throws Exception {
    server.on("GET /api/topology/export?query=layer%3Da&at=1672531200000", 200, EXPORT);
    Path file = folder.resolve("shop.ndjson.gz");
    Cli cli =
        Cli.run(
            Cli.env(server),
            "",
            true,
            "topology",
            "export",
            file.toString(),
            "--query",
            "layer=a",
            "--at",
            "1672531200000");
    assertThat(cli.out()).isEqualTo("2 components and 2 relations are in " + file + "\n");
    assertThat(cli.err()).contains("100% of 4 elements");
    byte[] packed = Files.readAllBytes(file);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(EXPORT);
    }
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void leavesNothingOfATornExport() throws Exception {
    String torn = EXPORT.substring(0, EXPORT.indexOf("{\"_type\":\"Relation\",\"id\":32"));
    server.on("GET /api/topology/export", 200, torn);
    Path file = Files.writeString(folder.resolve("shop.ndjson"), "the one before");
    Cli cli = Cli.run(server, "topology", "export", file.toString());
    assertThat(cli.err()).contains("found 3 of 4 elements; the export is torn");
    assertThat(cli.code()).isEqualTo(ExitCode.READ_FILE);
    assertThat(file).hasContent("the one before");
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void saysWhyThereIsNoExport() {
    server.on("GET /api/topology/export", 200, "{\"_type\":\"ViewSnapshotTooManyActiveQueries\"}");
    assertThat(Cli.run(server, "topology", "export").err()).contains("busy with other queries");
    server.on(
        "GET /api/topology/export?query=x",
        400,
        "{\"_type\":\"QueryParsingFailure\",\"reason\":\"line 1, column 2: found the end\"}");
    assertThat(Cli.run(server, "topology", "export", "--query", "x").err())
        .isEqualTo("error: line 1, column 2: found the end\n  x\n   ^\n");
  }

  @Test
  void importsAsOneSnapshotInBatches() throws Exception {
    server.on("POST /receiver/stsAgent/intake", 200, "{\"status\":\"ok\"}");
    Path file = Files.writeString(folder.resolve("shop.ndjson"), EXPORT);
    Cli cli = run(file.toString(), "--batch", "2");
    assertThat(cli.out())
        .isEqualTo("Sent: 2 components and 1 relation in 2 messages to copy/https://shop.\n");
    assertThat(cli.err()).contains("1 relation lead to components that are not in the file");
    JsonNode first = message(0);
    assertThat(first.toString())
        .isEqualTo(
            "{\"instance\":{\"type\":\"copy\",\"url\":\"https://shop\"},"
                + "\"start_snapshot\":true,\"stop_snapshot\":false,\"components\":["
                + "{\"externalId\":\"x\",\"type\":{\"name\":\"database\"},\"data\":{"
                + "\"name\":\"db-1\",\"layer\":\"Databases\",\"domain\":\"shop\","
                + "\"environments\":[\"Production\"],\"labels\":[\"team:data\"],"
                + "\"identifiers\":[\"urn:db:1\"],\"version\":\"15.4\"},"
                + "\"sourceProperties\":{\"cores\":8}},"
                + "{\"externalId\":\"x#8\",\"type\":{\"name\":\"application\"},"
                + "\"data\":{\"name\":\"店\"}}],\"relations\":[]}");
    JsonNode second = message(1);
    assertThat(second.get("start_snapshot").booleanValue()).isFalse();
    assertThat(second.get("stop_snapshot").booleanValue()).isTrue();
    assertThat(second.get("relations").toString())
        .isEqualTo(
            "[{\"externalId\":\"a->b\",\"sourceId\":\"x#8\",\"targetId\":\"x\","
                + "\"type\":{\"name\":\"uses\"},\"data\":{\"dependencyDirection\":\"BOTH\","
                + "\"labels\":[]}}]");
  }

  @Test
  void neverEndsTheSnapshotOfATornFile() throws Exception {
    server.on("POST /receiver/stsAgent/intake", 200, "{\"status\":\"ok\"}");
    List<String> lines = EXPORT.lines().toList();
    Path file = Files.write(folder.resolve("shop.ndjson"), lines.subList(0, 4));
    Cli cli = run(file.toString(), "--batch", "2");
    assertThat(cli.err()).contains("found 3 of 4 elements; the export is torn");
    assertThat(server.requests).hasSize(1);
    assertThat(message(0).get("stop_snapshot").booleanValue()).isFalse();
  }

  @Test
  void waitsForABusyReceiverButNotForOneThatRefuses() throws Exception {
    server.on("POST /receiver/stsAgent/intake", 503, "", Map.of("Retry-After", "0"));
    Path file = Files.writeString(folder.resolve("shop.ndjson"), EXPORT);
    assertThat(run(file.toString()).err()).contains("busy", "the snapshot was not ended");
    assertThat(server.requests).hasSize(20);
    server.on("POST /receiver/stsAgent/intake", 403, "{\"error\":\"invalid api key\"}");
    assertThat(run(file.toString()).err()).contains("--receiver-key");
    assertThat(server.requests).hasSize(21);
  }

  @Test
  void importsOnlyWhatIsAnExport() throws Exception {
    Path other = Files.writeString(folder.resolve("other.json"), "{\"a\":1}\n");
    assertThat(run(other.toString()).err()).contains("expected the export of a topology");
    Path newer =
        Files.writeString(folder.resolve("n"), EXPORT.replace("\"version\":1", "\"version\":2"));
    assertThat(run(newer.toString()).err()).contains("found version 2", "use a newer stackstate");
    assertThat(run("nowhere").err()).contains("nowhere: there is no such file");
    assertThat(server.requests).isEmpty();
  }

  private Cli run(String file, String... more) {
    Map<String, String> env = Cli.env(server);
    String[] args = new String[7 + more.length];
    String[] fixed = {
      "topology",
      "import",
      file,
      "--instance",
      "copy/https://shop",
      "--receiver-url",
      server.url() + "/receiver"
    };
    System.arraycopy(fixed, 0, args, 0, fixed.length);
    System.arraycopy(more, 0, args, fixed.length, more.length);
    return Cli.run(env, "", false, args);
  }

  private JsonNode message(int index) throws Exception {
    JsonNode message = new ObjectMapper().readTree(server.requests.get(index).body());
    assertThat(message.get("internalHostname").textValue()).isEqualTo("stackstate-import");
    assertThat(message.get("topologies")).hasSize(1);
    return message.at("/topologies/0");
  }
}
