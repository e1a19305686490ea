package io.stackstate.functions.template;

/**
 * The context inside a block.
 *
 * @param parent null at the root
 * @param key the map key of the current item; null when there is none
 * @param index of the current item; -1 when the block is no loop
 * @param last whether the item is the last one
 */
record Frame(Frame parent, Object value, Object key, int index, boolean last) {

  static Frame root(Object value) {
    return new Frame(null, value, null, -1, false);
  }

  Frame with(Object inner) {
    return new Frame(this, inner, null, -1, false);
  }

  Frame item(Object inner, Object itemKey, int itemIndex, boolean isLast) {
    return new Frame(this, inner, itemKey, itemIndex, isLast);
  }

  /** The data of the innermost loop that has any by that name; null when there is none. */
  Object data(String name) {
    for (Frame frame = this; frame != null; frame = frame.parent) {
      Object found = frame.own(name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private Object own(String name) {
    if (index < 0) {
      return null;
    }
    return switch (name) {
      case "index" -> index;
      case "key" -> key;
      case "first" -> index == 0;
      case "last" -> last;
      default -> null;
    };
  }
}
