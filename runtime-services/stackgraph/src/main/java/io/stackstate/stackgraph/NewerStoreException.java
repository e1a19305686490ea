package io.stackstate.stackgraph;

/** The store has a layout that this program does not know: a newer one made it. */
public final class NewerStoreException extends StackGraphException {
  private static final long serialVersionUID = 1;

  public NewerStoreException(int stored, int known) {
    super(
        "the graph has layout version "
            + stored
            + ", made by a newer program; this one knows "
            + known);
  }
}
