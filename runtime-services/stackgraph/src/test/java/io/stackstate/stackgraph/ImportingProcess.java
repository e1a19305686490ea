package io.stackstate.stackgraph;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A process that replaces a set of settings nodes, each time in one transaction, until it is
 * killed. It says the number of the transaction that is stored. Argument: the directory.
 */
public final class ImportingProcess {
  static final int NODES = 300;
  static final String TYPE = "Layer";

  private ImportingProcess() {}

  public static void main(String[] args) {
    try (StackGraph graph = StackGraph.open(ConfigFactory.load(), Path.of(args[0]))) {
      List<SettingsNode> before = graph.settings().list(TYPE);
      long number = before.isEmpty() ? 0 : before.get(0).lastUpdateMillis();
      while (true) {
        long next = ++number;
        // What the last one brought goes, as when an import reconciles a namespace.
        long first = 1 + next % 2 * NODES;
        List<SettingsNode> nodes =
            LongStream.range(first, first + NODES)
                .mapToObj(id -> new SettingsNode(id, TYPE, "urn:x:" + id, "n", "{}", next))
                .toList();
        List<Long> gone = graph.settings().list(TYPE).stream().map(SettingsNode::id).toList();
        graph.settings().commit(nodes, gone);
        System.out.println(next);
      }
    }
  }
}
