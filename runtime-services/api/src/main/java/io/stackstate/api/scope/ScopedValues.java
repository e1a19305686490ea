package io.stackstate.api.scope;

import io.stackstate.topology.Attribute;
import io.stackstate.topology.TopologySnapshot;
import io.stackstate.topology.ValueOrder;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/** The order of the values of a snapshot without those that no component in scope has. */
final class ScopedValues implements ValueOrder {
  private final TopologySnapshot whole;
  private final Attribute attribute;
  private final RoaringBitmap visible;
  private final ValueOrder all;

  ScopedValues(TopologySnapshot whole, Attribute attribute, RoaringBitmap visible) {
    this.whole = whole;
    this.attribute = attribute;
    this.visible = visible;
    this.all = whole.order(attribute);
  }

  @Override
  public List<String> values() {
    return all.values().stream().filter(this::isVisible).toList();
  }

  private boolean isVisible(String value) {
    return RoaringBitmap.intersects(whole.components(attribute, value), visible);
  }

  @Override
  public int mostWith(String prefix) {
    return all.mostWith(prefix);
  }

  @Override
  public Cursor startingWith(String prefix) {
    return new Visible(all.startingWith(prefix));
  }

  @Override
  public Cursor containing(List<String> fragments) {
    return new Visible(all.containing(fragments));
  }

  /** Passes over the others. */
  private final class Visible implements Cursor {
    private final Cursor values;

    Visible(Cursor values) {
      this.values = values;
    }

    @Override
    public boolean next() {
      while (values.next()) {
        int component = values.component();
        if (component >= 0 ? visible.contains(component) : isVisible(values.value())) {
          return true;
        }
      }
      return false;
    }

    @Override
    public String value() {
      return values.value();
    }

    @Override
    public int component() {
      return values.component();
    }

    @Override
    public int components(int[] into, int from) {
      int to = from;
      for (int count = 1; count > 0 && to == from; ) {
        count = values.components(into, from);
        for (int i = from; i < from + count; i++) {
          into[to] = into[i];
          to += visible.contains(into[i]) ? 1 : 0;
        }
      }
      return to - from;
    }
  }
}
