package io.stackstate.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.model.Json;
import io.stackstate.stackgraph.StoreMigration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Kubernetes keeps of a container that has ended ({@code terminationMessagePath}): which
 * layout the graph's store had, and which one this program gives it. The operator reads it to know
 * whether the version before can still go on with the store. Does nothing where there is no such
 * file.
 *
 * @param file as the kubelet makes it
 */
record TerminationLog(Path file) {
  private static final Logger LOG = LoggerFactory.getLogger(TerminationLog.class);

  /** That of the container that this process runs in. */
  static TerminationLog ofContainer() {
    return new TerminationLog(Path.of("/dev/termination-log"));
  }

  /** To be called before the store is written to: no message means that it was not. */
  void opened(StoreMigration.Result layout) {
    if (!Files.isWritable(file)) {
      return;
    }
    ObjectNode message = Json.mapper().createObjectNode();
    message.putObject("graph").put("found", layout.storedVersion()).put("layout", layout.version());
    try {
      Files.writeString(file, message.toString());
    } catch (IOException e) {
      LOG.warn("{} cannot be written: {}", file, e.toString());
    }
  }
}
