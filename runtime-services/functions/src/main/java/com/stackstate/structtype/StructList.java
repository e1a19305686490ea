package com.stackstate.structtype;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** A list within a struct, which nobody can change, nor what is in it. */
public final class StructList extends AbstractList<Object> implements RandomAccess {
  private final List<?> elements;

  StructList(List<?> elements) {
    this.elements = elements;
  }

  @Override
  public Object get(int index) {
    return StructType.readOnly(elements.get(index));
  }

  @Override
  public int size() {
    return elements.size();
  }
}
