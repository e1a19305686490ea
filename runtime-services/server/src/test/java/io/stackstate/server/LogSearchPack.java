package io.stackstate.server;

import io.stackstate.stackpacks.archive.SemVer;
import io.stackstate.stackpacks.archive.StackPackBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A StackPack with inputs of both types, and what its Agent check sends. */
final class LogSearchPack {
  private static final Path SOURCE = Path.of("../stackpacks/src/test/resources/packs/log-search");
  private static final String TEMPLATE = "provisioning/templates/component.json.handlebars";

  private LogSearchPack() {}

  /** The pack in a version; its template puts a label on every component. */
  static byte[] archive(String version, String label) throws Exception {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(SOURCE)) {
      for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
        files.put(SOURCE.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
      }
    }
    String template = new String(files.get(TEMPLATE), StandardCharsets.UTF_8);
    files.put(
        TEMPLATE, template.replace("stackpack:log-search", label).getBytes(StandardCharsets.UTF_8));
    return StackPackBuilder.build(files, SemVer.parse(version));
  }

  /** Two components, app1 and db1, and a relation. */
  static void send(Rest rest) {
    rest.accept(
        """
        {"collection_timestamp": 1700000000, "internalHostname": "h", "topologies": [{
          "instance": {"type": "log-search", "url": "http://logs.example.org"},
          "start_snapshot": true, "stop_snapshot": true,
          "components": [
            {"externalId": "app1", "type": {"name": "Application"}, "data": {"tags": ["a:b"]}},
            {"externalId": "db1", "type": {"name": "Database"}, "data": {"labels": "x,y"}}],
          "relations": [{"externalId": "app1-db1", "type": {"name": "uses"},
            "sourceId": "app1", "targetId": "db1", "data": {}}]}]}
        """);
  }
}
