package io.stackstate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands about settings and StackPacks. */
class SettingsCommandTest {
  private static final String PACK =
      """
      {"name":"shop","displayName":"Shop","version":"1.0.0","steps":[
        {"name":"url","display":"URL","value":{"_type":"text"}}],
       "configurations":[{"id":3,"status":"%s","stackPackVersion":"1.0.0","lastUpdateTimestamp":0,
         "config":{"url":"x"},"error":{"retryable":true,"error":{"message":"no such layer"}}}],
       "nextVersion":{"version":"1.1.0"},"latestVersion":{"version":"2.0.0"}}
      """;

  @TempDir Path directory;
  @AutoClose private final FakeServer server = new FakeServer();

  @Test
  void listsNodesOfATypeInANamespace() {
    server.on(
        "GET /api/node/Layer?namespace=urn%3Ax&ownedBy=urn%3Ay",
        200,
        """
        [{"id":7,"name":"Edge","identifier":"urn:x:edge","ownedBy":"urn:y","locked":false,
          "lastUpdateTimestamp":1}]
        """);
    Cli cli =
        Cli.run(
            server,
            "settings",
            "list",
            "--type",
            "Layer",
            "--namespace",
            "urn:x",
            "--owned-by",
            "urn:y");
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("7    Edge   urn:x:edge   urn:y (unlocked)");
    assertThat(Cli.run(server, "settings", "list").code()).isEqualTo(ExitCode.REQUEST);
  }

  @Test
  void printsAnExportAsItCame() {
    server.on("POST /api/export?format=sty", 200, "nodes: []\n");
    Cli cli = Cli.run(server, "settings", "export", "--ids", "1,2", "--type", "Layer");
    assertThat(cli.out()).isEqualTo("nodes: []\n");
    assertThat(server.last().body())
        .contains("\"nodesWithIds\":[1,2]", "\"allNodesOfTypes\":[\"Layer\"]");
  }

  @Test
  void appliesADocumentAndShowsWhatChanged() throws Exception {
    Path file = Files.writeString(directory.resolve("a.sty"), "nodes: []");
    String query = "details=true&file=" + file.toString().replace("/", "%2F");
    server.on(
        "POST /api/import?" + query + "&unlocked=skip",
        200,
        """
        {"created":1,"updated":1,"unchanged":2,"skipped":0,"deleted":0,"warnings":["odd"],"changes":[
         {"kind":"CREATED","_type":"Layer","identifier":"urn:x:new","fields":[]},
         {"kind":"UPDATED","_type":"Layer","identifier":"urn:x:old","fields":[
          {"path":"order","before":1,"after":2}]}]}
        """);
    Cli cli = Cli.run(server, "settings", "apply", file.toString(), "--unlocked-strategy", "skip");
    assertThat(cli.out())
        .isEqualTo(
            "+ Layer urn:x:new\n~ Layer urn:x:old\n    order: 1 -> 2\n"
                + "1 created, 1 updated, 2 unchanged.\n");
    assertThat(cli.err()).contains("warning: odd");
    assertThat(server.last().body()).isEqualTo("nodes: []");
  }

  @Test
  void saysThatNothingChangesWhenNothingDoes() {
    server.on(
        "POST /api/import?dryRun=true&details=true&file=stdin",
        200,
        "{\"created\":0,\"updated\":0,\"unchanged\":9,\"changes\":[],\"warnings\":[]}");
    Cli cli = Cli.run(Cli.env(server), "nodes: []", false, "settings", "diff", "-");
    assertThat(cli.out()).isEqualTo("No changes, 9 unchanged.\n");
  }

  @Test
  void tellsWhyADocumentIsRefused() {
    Cli missing = Cli.run(server, "settings", "apply", "no-such-file.sty");
    assertThat(missing.code()).isEqualTo(ExitCode.READ_FILE);
    server.on(
        "POST /api/import?details=true&file=stdin",
        400,
        "{\"_type\":\"ErrorsResponse\",\"errors\":[{\"message\":\"a.sty, line 3: broken\"}]}");
    Cli refused = Cli.run(Cli.env(server), "x", false, "settings", "apply", "-f", "-");
    assertThat(refused.code()).isEqualTo(ExitCode.REQUEST);
    assertThat(refused.err()).contains("a.sty, line 3: broken");
  }

  @Test
  void installsWithInputsAndWaits() {
    server.on("POST /api/stackpack/shop/provision?unlocked=fail", 200, "{\"id\":3}");
    server.on("GET /api/stackpack", 200, "[" + PACK.formatted("WAITING_FOR_DATA") + "]");
    Cli cli =
        Cli.run(
            server, "stackpack", "install", "shop", "--config", "url=http://a?b=c", "-p", "x=1");
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out())
        .isEqualTo("shop 1.0.0, instance 3: WAITING_FOR_DATA; it is INSTALLED when data arrives\n");
    assertThat(server.requests.get(0).body()).isEqualTo("{\"url\":\"http://a?b=c\",\"x\":\"1\"}");
  }

  @Test
  void endsWithTheReasonWhenAnInstallationFails() {
    server.on("POST /api/stackpack/shop/provision?unlocked=fail", 200, "{\"id\":3}");
    server.on("GET /api/stackpack", 200, "[" + PACK.formatted("ERROR") + "]");
    Cli cli = Cli.run(server, "stackpack", "install", "--name", "shop");
    assertThat(cli.code()).isEqualTo(ExitCode.REQUEST);
    assertThat(cli.err()).contains("no such layer");
  }

  @Test
  void showsTheErrorsOfAnArchiveOneByOne() throws Exception {
    Path file = Files.writeString(directory.resolve("bad.sts"), "PK");
    server.on("POST /api/stackpack", 400, "[\"no name\",\"no version\"]");
    Cli cli = Cli.run(server, "stackpack", "upload", file.toString());
    assertThat(cli.code()).isEqualTo(ExitCode.REQUEST);
    assertThat(cli.err()).contains("no name; no version");
    assertThat(server.last().body()).contains("name=\"stackPack\"; filename=\"bad.sts\"", "PK");
  }

  @Test
  void upgradesOnlyWhenThereIsSomethingToUpgradeTo() {
    server.on("GET /api/stackpack", 200, "[" + PACK.formatted("INSTALLED") + "]");
    server.on("POST /api/stackpack/shop/upgrade?unlocked=skip", 200, "done");
    Cli cli = Cli.run(server, "stackpack", "upgrade", "shop", "--unlocked-strategy", "skip");
    assertThat(cli.out()).isEqualTo("shop is upgraded from 1.0.0 to 1.1.0.\n");
    assertThat(Cli.run(server, "stackpack", "upgrade", "none").code())
        .isEqualTo(ExitCode.NOT_FOUND);
  }

  @Test
  void packsAFolderWithAVersion() throws Exception {
    Files.createDirectories(directory.resolve("pack/resources"));
    Files.writeString(directory.resolve("pack/stackpack.conf"), "name = shop\ndisplayName = S\n");
    Files.writeString(directory.resolve("pack/resources/a.md"), "A");
    Path archive = directory.resolve("shop.sts");
    String folder = directory.resolve("pack").toString();
    Cli none = Cli.run(server, "stackpack", "package", folder);
    assertThat(none.err()).contains("does not say which version");
    Cli cli =
        Cli.run(
            server, "stackpack", "package", folder, "--version", "1.2.3", "-f", archive.toString());
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(entries(archive))
        .containsEntry("resources/a.md", "A")
        .containsEntry("stackpack.conf", "name = shop\ndisplayName = S\nversion = \"1.2.3\"\n");
  }

  private static Map<String, String> entries(Path archive) throws Exception {
    Map<String, String> entries = new TreeMap<>();
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(archive)))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return entries;
  }
}
