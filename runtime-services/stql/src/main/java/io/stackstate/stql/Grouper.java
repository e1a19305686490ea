package io.stackstate.stql;

import io.stackstate.stql.Groups.Group;
import io.stackstate.topology.Attribute;
import io.stackstate.topology.TopologySnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * Counts components by their values: by intersecting the bitmaps of the values, of which only the
 * cardinality is computed, or by decoding where there are fewer components than values. For one
 * query.
 */
final class Grouper {
  private static final int FEW = 200;

  private static final Set<Attribute> SEVERAL_VALUES =
      Set.of(Attribute.ENVIRONMENT, Attribute.LABEL, Attribute.IDENTIFIER);

  private static final Comparator<Group> LARGEST_FIRST =
      Comparator.comparingLong(Group::count)
          .reversed()
          .thenComparing(group -> group.values().get(0), nullsLast())
          .thenComparing(group -> group.values().get(group.values().size() - 1), nullsLast());

  private final TopologySnapshot snapshot;
  private final Deadline deadline;
  private final List<Attribute> by;
  private final int maxGroups;
  private final PriorityQueue<Group> largest = new PriorityQueue<>(LARGEST_FIRST.reversed());
  private long groupCount;

  Grouper(TopologySnapshot snapshot, Deadline deadline, List<Attribute> by, int maxGroups) {
    if (by.isEmpty() || by.size() > 2 || by.stream().distinct().count() < by.size()) {
      throw new IllegalArgumentException(
          "by: found " + by + ", expected one or two different attributes");
    }
    if (maxGroups < 1) {
      throw new IllegalArgumentException("maxGroups: found " + maxGroups + ", expected at least 1");
    }
    this.snapshot = snapshot;
    this.deadline = deadline;
    this.by = List.copyOf(by);
    this.maxGroups = maxGroups;
  }

  /**
   * @param found is not modified
   */
  Groups group(RoaringBitmap found) throws QueryTimeoutException {
    for (Map.Entry<String, Long> outer : counts(by.get(0), found).entrySet()) {
      if (by.size() == 1) {
        add(new Group(Arrays.asList(outer.getKey()), outer.getValue()));
        continue;
      }
      RoaringBitmap members = members(found, outer.getKey());
      for (Map.Entry<String, Long> inner : counts(by.get(1), members).entrySet()) {
        add(new Group(Arrays.asList(outer.getKey(), inner.getKey()), inner.getValue()));
      }
    }
    List<Group> groups = new ArrayList<>(largest);
    groups.sort(LARGEST_FIRST);
    return new Groups(groups, groupCount, found.getLongCardinality());
  }

  private void add(Group group) {
    groupCount++;
    largest.add(group);
    if (largest.size() > maxGroups) {
      largest.poll();
    }
  }

  private RoaringBitmap members(RoaringBitmap found, String value) throws QueryTimeoutException {
    return value == null
        ? without(by.get(0), found)
        : RoaringBitmap.and(found, snapshot.components(by.get(0), value));
  }

  /** By value, null for those without one; no count is 0. */
  private Map<String, Long> counts(Attribute attribute, RoaringBitmap members)
      throws QueryTimeoutException {
    if (members.getLongCardinality() <= FEW) {
      return decoded(attribute, members);
    }
    List<String> values = snapshot.values(attribute);
    if (members.getLongCardinality() < values.size() / 2) {
      return decoded(attribute, members);
    }
    Map<String, Long> counts = new HashMap<>();
    long sum = 0;
    for (String value : values) {
      deadline.check();
      RoaringBitmap all = snapshot.components(attribute, value);
      long count = RoaringBitmap.andCardinality(members, all);
      if (count > 0) {
        counts.put(value, count);
        sum += count;
      }
    }
    long without =
        SEVERAL_VALUES.contains(attribute)
            ? without(attribute, members).getLongCardinality()
            : members.getLongCardinality() - sum;
    if (without > 0) {
      counts.put(null, without);
    }
    return counts;
  }

  private Map<String, Long> decoded(Attribute attribute, RoaringBitmap members)
      throws QueryTimeoutException {
    Map<String, Long> counts = new HashMap<>();
    PeekableIntIterator components = members.getIntIterator();
    while (components.hasNext()) {
      deadline.check();
      List<String> values = ComponentValues.of(snapshot, components.next(), attribute);
      if (values.isEmpty()) {
        counts.merge(null, 1L, Long::sum);
      }
      values.stream().distinct().forEach(value -> counts.merge(value, 1L, Long::sum));
    }
    return counts;
  }

  private RoaringBitmap without(Attribute attribute, RoaringBitmap members)
      throws QueryTimeoutException {
    RoaringBitmap rest = members.clone();
    for (String value : snapshot.values(attribute)) {
      deadline.check();
      if (rest.isEmpty()) {
        break;
      }
      rest.andNot(snapshot.components(attribute, value));
    }
    return rest;
  }

  private static Comparator<String> nullsLast() {
    return Comparator.nullsLast(Comparator.naturalOrder());
  }
}
