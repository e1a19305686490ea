package io.stackstate.api.settings;

import io.stackstate.model.settings.SyncProgram;
import io.stackstate.model.settings.SyncSettings;
import io.stackstate.stackpacks.settings.Node;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@code Sync} nodes declare to be executed. Thread-safe. */
public final class DeclaredPrograms {
  private static final Logger LOG = LoggerFactory.getLogger(DeclaredPrograms.class);

  private final StackGraphSettings settings;
  private final SyncResolver resolver;

  /** By namespace. */
  private final Map<String, Made> made = new HashMap<>();

  public DeclaredPrograms(StackGraphSettings settings) {
    this.settings = settings;
    this.resolver = new SyncResolver(settings);
  }

  /** What was made of the settings as they were when they had this version. */
  private record Made(long version, Optional<SyncProgram> program) {}

  /** Of the one {@code Sync} node in a namespace. */
  public synchronized Optional<SyncProgram> inNamespace(String namespace) {
    long version = settings.version();
    Made known = made.get(namespace);
    if (known == null || known.version() != version) {
      known = new Made(version, resolve(namespace));
      made.put(namespace, known);
    }
    return known.program();
  }

  private Optional<SyncProgram> resolve(String namespace) {
    for (Node node : settings.inNamespace(namespace)) {
      if (node.type().equals(SyncSettings.NODE_TYPE)) {
        try {
          return Optional.of(resolver.resolve(node, settings.control(node.id())).program());
        } catch (SyncResolver.UnresolvedException e) {
          LOG.error("{} is not executed: {}", node.label(), e.getMessage());
        }
      }
    }
    return Optional.empty();
  }
}
