package io.stackstate.functions.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Settings nodes as templates see them. */
final class MemoryNodes implements NodeResolver {
  record Owned(String identifier, String type, String name) {}

  private final Map<String, Long> ids = new ConcurrentHashMap<>();
  private final Map<String, Long> named = new ConcurrentHashMap<>();
  private final Map<Owned, Long> owned = new LinkedHashMap<>();
  private final AtomicLong next = new AtomicLong(1000);

  MemoryNodes node(long id, String type, String name, String identifier) {
    ids.put(NodeIdentifier.normalised(identifier), id);
    named.put(type + "/" + name, id);
    return this;
  }

  MemoryNodes owned(long id, String identifier, String type, String name) {
    owned.put(new Owned(identifier, type, name), id);
    return this;
  }

  int count() {
    return ids.size();
  }

  @Override
  public OptionalLong byIdentifier(String identifier) {
    return optional(ids.get(NodeIdentifier.normalised(identifier)));
  }

  @Override
  public OptionalLong ownedBy(String identifier, String type, String name) {
    return optional(owned.get(new Owned(identifier, type, name)));
  }

  @Override
  public OptionalLong byTypeAndName(String type, String name) {
    return optional(named.get(type + "/" + name));
  }

  @Override
  public long getOrCreate(String type, String name, String identifier) {
    return ids.computeIfAbsent(
        NodeIdentifier.normalised(identifier),
        key -> {
          long id = next.incrementAndGet();
          named.put(type + "/" + name, id);
          return id;
        });
  }

  private static OptionalLong optional(Long id) {
    return id == null ? OptionalLong.empty() : OptionalLong.of(id);
  }
}
