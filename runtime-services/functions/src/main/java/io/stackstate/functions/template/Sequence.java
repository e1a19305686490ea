package io.stackstate.functions.template;

import java.util.List;

/** Nodes one after the other. */
record Sequence(List<Node> nodes) implements Node {
  static final Sequence EMPTY = new Sequence(List.of());

  Sequence {
    nodes = List.copyOf(nodes);
  }

  @Override
  public void render(Render render) {
    for (int i = 0; i < nodes.size(); i++) {
      nodes.get(i).render(render);
    }
  }
}
