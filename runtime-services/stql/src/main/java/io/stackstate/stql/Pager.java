package io.stackstate.stql;

import io.stackstate.model.change.HealthState;
import io.stackstate.stql.ResultOrder.By;
import io.stackstate.topology.Attribute;
import io.stackstate.topology.TopologySnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * Cuts a page out of the components found, in order. Small sets are decoded and sorted; of large
 * ones, the sorted values of the property are walked until the page is full, and nothing is
 * decoded. For one query.
 */
final class Pager {
  /** So many components are decoded sooner than the values of all are sorted. */
  private static final int FEW = 1_000;

  private final TopologySnapshot snapshot;
  private final Deadline deadline;

  Pager(TopologySnapshot snapshot, Deadline deadline) {
    this.snapshot = snapshot;
    this.deadline = deadline;
  }

  /**
   * @param found is not modified
   */
  Page page(RoaringBitmap found, PageRequest request) throws QueryTimeoutException {
    ResultOrder order = request.order();
    Position after = request.cursor().map(c -> Position.read(c, order)).orElse(null);
    // One more than the page shows, to know whether there is a next one.
    PageBuilder page =
        new PageBuilder(Position.comparator(order), after, request.offset(), 1L + request.limit());
    Attribute attribute = attribute(order.by());
    boolean few = found.getLongCardinality() <= FEW;
    if (attribute == null || (few && attribute != Attribute.HEALTH)) {
      page.add(ranked(found, order.by()));
    } else {
      walk(found, order, attribute, page);
    }
    List<Ranked> ranked = page.ranked();
    boolean more = ranked.size() > request.limit();
    List<Ranked> shown = more ? ranked.subList(0, request.limit()) : ranked;
    return new Page(
        shown.stream().map(Ranked::ordinal).toList(),
        found.getLongCardinality(),
        more
            ? Optional.of(shown.get(shown.size() - 1).position().cursor(order))
            : Optional.empty());
  }

  private List<Ranked> ranked(RoaringBitmap found, By by) throws QueryTimeoutException {
    List<Ranked> ranked = new ArrayList<>(found.getCardinality());
    PeekableIntIterator components = found.getIntIterator();
    while (components.hasNext()) {
      int component = components.next();
      deadline.check();
      ranked.add(new Ranked(position(component, by), component));
    }
    return ranked;
  }

  private Position position(int component, By by) {
    long id = snapshot.componentId(component);
    if (by == By.ID) {
      return new Position("", 0, id);
    } else if (by == By.UPDATED) {
      return new Position("", snapshot.componentUpdatedMillis(component), id);
    }
    List<String> values = ComponentValues.of(snapshot, component, attribute(by));
    return new Position(values.isEmpty() ? null : values.get(0), 0, id);
  }

  private void walk(RoaringBitmap found, ResultOrder order, Attribute attribute, PageBuilder page)
      throws QueryTimeoutException {
    for (Bucket bucket : buckets(attribute, order.descending())) {
      deadline.check();
      if (page.isFull()) {
        return;
      }
      if (page.reaches(bucket.text, bucket.number)) {
        add(RoaringBitmap.and(found, members(attribute, bucket)), bucket, page);
      }
    }
    if (!page.isFull()) {
      add(without(found, attribute), new Bucket(null, null, 0), page);
    }
  }

  private void add(RoaringBitmap members, Bucket bucket, PageBuilder page) {
    if (members.isEmpty() || page.skips(bucket.text, bucket.number, members.getCardinality())) {
      return;
    }
    List<Ranked> ranked = new ArrayList<>(members.getCardinality());
    members.forEach(
        (int component) -> {
          long id = snapshot.componentId(component);
          ranked.add(new Ranked(new Position(bucket.text, bucket.number, id), component));
        });
    page.add(ranked);
  }

  private RoaringBitmap members(Attribute attribute, Bucket bucket) {
    return snapshot.components(attribute, bucket.value);
  }

  /** Those that have no value of the attribute. */
  private RoaringBitmap without(RoaringBitmap found, Attribute attribute)
      throws QueryTimeoutException {
    RoaringBitmap rest = found.clone();
    for (String value : snapshot.values(attribute)) {
      deadline.check();
      if (rest.isEmpty()) {
        break;
      }
      rest.andNot(snapshot.components(attribute, value));
    }
    return rest;
  }

  private List<Bucket> buckets(Attribute attribute, boolean descending) {
    Stream<Bucket> buckets =
        attribute == Attribute.HEALTH
            ? Arrays.stream(HealthState.values())
                .sorted(Comparator.comparingInt(Pager::severity))
                .map(state -> new Bucket(state.name(), "", severity(state)))
            : snapshot.values(attribute).stream().map(v -> new Bucket(v, v, 0));
    List<Bucket> ordered = new ArrayList<>(buckets.toList());
    if (descending) {
      Collections.reverse(ordered);
    }
    return ordered;
  }

  /** The scale of the health sheet, section 1.1. */
  private static int severity(HealthState state) {
    return switch (state) {
      case UNINITIALIZED -> 0;
      case UNKNOWN -> 1;
      case CLEAR -> 2;
      case DISABLED -> 3;
      case DEVIATING -> 4;
      case FLAPPING -> 5;
      case CRITICAL -> 6;
    };
  }

  /** Null for what no index answers. */
  private static Attribute attribute(By by) {
    return switch (by) {
      case ID, UPDATED -> null;
      case NAME -> Attribute.NAME;
      case TYPE -> Attribute.TYPE;
      case LAYER -> Attribute.LAYER;
      case DOMAIN -> Attribute.DOMAIN;
      case HEALTH -> Attribute.HEALTH;
    };
  }

  /** A component and where it stands. */
  record Ranked(Position position, int ordinal) {}

  /**
   * The components with one value.
   *
   * @param text of their positions; the same for {@code number}
   */
  private record Bucket(String value, String text, long number) {}
}
