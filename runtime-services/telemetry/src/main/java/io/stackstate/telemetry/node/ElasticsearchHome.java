package io.stackstate.telemetry.node;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directories of an Elasticsearch node: an unpacked distribution, which is only read, and what
 * the node may write, under the data directory.
 */
public final class ElasticsearchHome {
  /** Read from the distribution as they are; settings and JVM options are ours. */
  private static final List<String> KEPT_CONFIG =
      List.of("log4j2.properties", "role_mapping.yml", "roles.yml", "users", "users_roles");

  private final Path distribution;
  private final Path root;

  /**
   * @param distribution directory with {@code bin} and {@code lib}
   * @param root the node's own directory
   */
  ElasticsearchHome(Path distribution, Path root) {
    this.distribution = distribution;
    this.root = root;
  }

  /** The distribution in {@code parent}: itself, or the one unpacked in it. */
  public static Path distribution(Path parent) throws IOException {
    if (isDistribution(parent)) {
      return parent;
    }
    if (Files.isDirectory(parent)) {
      try (Stream<Path> children = Files.list(parent)) {
        var found = children.filter(ElasticsearchHome::isDistribution).sorted().findFirst();
        if (found.isPresent()) {
          return found.get();
        }
      }
    }
    throw new IOException("no Elasticsearch in " + parent);
  }

  private static boolean isDistribution(Path directory) {
    return Files.isRegularFile(directory.resolve("bin/elasticsearch"));
  }

  /** Writes the configuration for this start. */
  void prepare(int port, int transportPort, String heap) throws IOException {
    for (Path directory : List.of(root, config(), data(), temporary(), logs())) {
      Files.createDirectories(directory);
    }
    for (String name : KEPT_CONFIG) {
      Files.copy(
          distribution.resolve("config").resolve(name),
          config().resolve(name),
          StandardCopyOption.REPLACE_EXISTING);
    }
    Files.writeString(config().resolve("elasticsearch.yml"), settings(port, transportPort));
    Files.writeString(config().resolve("jvm.options"), jvmOptions(heap));
  }

  private String settings(int port, int transportPort) {
    return """
        cluster.name: stackstate
        node.name: standalone
        discovery.type: single-node
        network.host: 127.0.0.1
        http.port: %d
        transport.port: %d
        path.data: %s
        path.logs: %s
        # No security: only this machine can connect.
        xpack.security.enabled: false
        cluster.routing.allocation.disk.watermark.low: 1gb
        cluster.routing.allocation.disk.watermark.high: 750mb
        cluster.routing.allocation.disk.watermark.flood_stage: 500mb
        """
        .formatted(port, transportPort, quoted(data()), quoted(logs()));
  }

  private static String quoted(Path path) {
    return "'" + path.toString().replace("'", "''") + "'";
  }

  private static String jvmOptions(String heap) {
    return """
        -Xms128m
        -Xmx%s
        -XX:+UseSerialGC
        -XX:-AlwaysPreTouch
        -XX:+ExitOnOutOfMemoryError
        -Djava.io.tmpdir=${ES_TMPDIR}
        """
        .formatted(heap);
  }

  /** Gives all that the node may write to {@code owner}. */
  void chown(UserPrincipal owner) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
              throws IOException {
            Files.setOwner(dir, owner);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.setOwner(file, owner);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  Path executable() {
    return distribution.resolve("bin/elasticsearch");
  }

  Path config() {
    return root.resolve("config");
  }

  /** Of its own: Elasticsearch refuses a temporary directory that holds its distribution. */
  Path temporary() {
    return root.resolve("tmp");
  }

  Path logs() {
    return root.resolve("logs");
  }

  private Path data() {
    return root.resolve("data");
  }
}
