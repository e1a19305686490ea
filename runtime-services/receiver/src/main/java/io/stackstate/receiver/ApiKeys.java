package io.stackstate.receiver;

import java.util.Collection;

/**
 * The receiver keys that are valid now. Asked at every request, so a key can be added or retired
 * without a restart; must be fast and thread-safe.
 */
@FunctionalInterface
public interface ApiKeys {
  Collection<String> current();
}
