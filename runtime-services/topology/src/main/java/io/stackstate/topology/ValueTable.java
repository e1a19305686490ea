package io.stackstate.topology;

import org.roaringbitmap.RoaringBitmap;

/**
 * Values by number: a number stays with its value as long as there is one, whatever comes before it
 * in the order. Copied on write; one writer, copies that are not written any more are for any
 * thread.
 */
final class ValueTable {
  private final PagedRefs<String> texts;
  private final PagedLongs components;
  private final RoaringBitmap free;
  private int next;

  ValueTable() {
    this(new PagedRefs<>(), new PagedLongs(), new RoaringBitmap(), 0);
  }

  private ValueTable(PagedRefs<String> texts, PagedLongs components, RoaringBitmap free, int next) {
    this.texts = texts;
    this.components = components;
    this.free = free;
    this.next = next;
  }

  /** A copy to be written, after which this one must not be. */
  ValueTable copy() {
    return new ValueTable(texts.copy(), components.copy(), free.clone(), next);
  }

  String text(int number) {
    return texts.get(number);
  }

  /** Its only component; -1 when there are several. */
  int component(int number) {
    return (int) components.get(number);
  }

  int add(String text, int component) {
    int number = next;
    if (free.isEmpty()) {
      next++;
    } else {
      number = free.first();
      free.remove(number);
    }
    texts.set(number, text);
    components.set(number, component);
    return number;
  }

  void setComponent(int number, int component) {
    components.set(number, component);
  }

  void remove(int number) {
    texts.set(number, null);
    free.add(number);
  }
}
