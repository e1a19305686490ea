package io.stackstate.functions.template;

import java.util.OptionalLong;

/** The resolver of places where there are no settings, for example a preview without a graph. */
final class NoNodes implements NodeResolver {
  @Override
  public OptionalLong byIdentifier(String identifier) {
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong ownedBy(String identifier, String type, String name) {
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong byTypeAndName(String type, String name) {
    return OptionalLong.empty();
  }

  @Override
  public long getOrCreate(String type, String name, String identifier) {
    throw new UnsupportedOperationException("nodes cannot be created here");
  }
}
