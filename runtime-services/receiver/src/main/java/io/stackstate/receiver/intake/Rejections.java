package io.stackstate.receiver.intake;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Elements of one message that were skipped, all counted, the first ones with their reason. */
public final class Rejections {
  private static final int KEPT = 10;

  private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
  private final List<Rejection> first = new ArrayList<>();
  private int total;

  /** One skipped element: where it stands and why it was skipped. */
  public record Rejection(String path, String error) {}

  public void add(Kind kind, String path, String error) {
    total++;
    counts.merge(kind, 1, Integer::sum);
    if (first.size() < KEPT) {
      first.add(new Rejection(path, error));
    }
  }

  public int total() {
    return total;
  }

  public Map<Kind, Integer> counts() {
    return counts;
  }

  /** The first ten. */
  public List<Rejection> first() {
    return first;
  }
}
