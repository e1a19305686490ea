package io.stackstate.stql.editor;

import io.stackstate.model.change.HealthState;
import io.stackstate.stql.editor.Completion.Item;
import io.stackstate.stql.editor.Completion.Kind;
import io.stackstate.stql.expression.Key;
import io.stackstate.topology.Attribute;
import io.stackstate.topology.TopologySnapshot;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.roaringbitmap.RoaringBitmap;

/** Proposes the values that components have. */
final class ValueItems {
  private static final List<String> HEALTH_STATES =
      Arrays.stream(HealthState.values()).map(Enum::name).toList();

  private final TopologySnapshot snapshot;
  private final RoaringBitmap visible;

  /**
   * @param visible the components whose values may be shown
   */
  ValueItems(TopologySnapshot snapshot, RoaringBitmap visible) {
    this.snapshot = snapshot;
    this.visible = visible;
  }

  /** Those that start with what is written, then those that contain it; sorted. */
  void propose(Key key, Proposals proposals) {
    if (key == Key.HEALTH_STATE) {
      HEALTH_STATES.stream()
          .filter(proposals.partial()::isIn)
          .forEach(state -> proposals.add(item(state, Attribute.HEALTH, proposals)));
      return;
    }
    Attribute attribute = attribute(key);
    if (attribute == null) {
      return;
    }
    List<String> values = snapshot.values(attribute);
    boolean room = propose(values, attribute, true, proposals);
    if (room && !proposals.partial().text().isEmpty()) {
      propose(values, attribute, false, proposals);
    }
  }

  private boolean propose(
      List<String> values, Attribute attribute, boolean prefix, Proposals proposals) {
    Partial partial = proposals.partial();
    for (String value : values) {
      boolean starts = partial.startsAsPrefixOf(value);
      if (starts == prefix && (starts || partial.isIn(value))) {
        Item item = item(value, attribute, proposals);
        if (item.count().getAsLong() > 0 && !proposals.add(item)) {
          return false;
        }
      }
    }
    return true;
  }

  private Item item(String value, Attribute attribute, Proposals proposals) {
    RoaringBitmap with = snapshot.components(attribute, value);
    long count = RoaringBitmap.andCardinality(with, visible);
    return new Item(proposals.quoted(value), Kind.VALUE, OptionalLong.of(count), "");
  }

  /** Null for ids, of which there is no index. */
  static Attribute attribute(Key key) {
    return switch (key) {
      case NAME -> Attribute.NAME;
      case TYPE -> Attribute.TYPE;
      case LAYER -> Attribute.LAYER;
      case DOMAIN -> Attribute.DOMAIN;
      case ENVIRONMENT -> Attribute.ENVIRONMENT;
      case LABEL -> Attribute.LABEL;
      case IDENTIFIER -> Attribute.IDENTIFIER;
      case HEALTH_STATE -> Attribute.HEALTH;
      case ID -> null;
    };
  }
}
