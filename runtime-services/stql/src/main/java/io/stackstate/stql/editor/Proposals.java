package io.stackstate.stql.editor;

import io.stackstate.stql.editor.Completion.Item;
import io.stackstate.stql.editor.Completion.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Gathers the items that fit what is written already, as many as were asked for. */
final class Proposals {
  private final Partial partial;
  private final int limit;
  private final List<Item> items = new ArrayList<>();
  private boolean complete = true;

  Proposals(Partial partial, int limit) {
    this.partial = partial;
    this.limit = limit;
  }

  Partial partial() {
    return partial;
  }

  List<Item> items() {
    return items;
  }

  boolean complete() {
    return complete;
  }

  /** Adds an item that fits; false when it is one too many. */
  boolean add(Item item) {
    if (items.size() == limit) {
      complete = false;
      return false;
    }
    items.add(item);
    return true;
  }

  /** Adds the words that start with what is written, then those that contain it. */
  void words(List<Item> words) {
    Predicate<Item> starts = item -> partial.startsAsPrefixOf(item.text());
    words.stream().filter(starts).forEach(this::add);
    words.stream().filter(starts.negate()).filter(i -> partial.isIn(i.text())).forEach(this::add);
  }

  static Item item(String text, Kind kind, String description) {
    return new Item(text, kind, OptionalLong.empty(), description);
  }

  /** A value as it stands in a query. */
  String quoted(String value) {
    String quote = String.valueOf(partial.quote());
    return quote + value.replace("\\", "\\\\").replace(quote, "\\" + quote) + quote;
  }
}
