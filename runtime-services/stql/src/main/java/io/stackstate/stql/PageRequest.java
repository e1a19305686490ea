package io.stackstate.stql;

import java.util.Optional;

/**
 * Which part of an ordered list is wanted.
 *
 * @param offset how many components to skip, counted from the cursor where there is one
 * @param limit how many to give at most, at least 1
 * @param cursor a {@link Page#next()} of the same order; the list goes on behind the component that
 *     it remembers, whatever came or went in the meantime
 */
public record PageRequest(ResultOrder order, int offset, int limit, Optional<String> cursor) {
  /**
   * @throws IllegalArgumentException when a number is out of its range
   */
  public PageRequest {
    if (offset < 0) {
      throw new IllegalArgumentException("offset: found " + offset + ", expected at least 0");
    }
    if (limit < 1) {
      throw new IllegalArgumentException("limit: found " + limit + ", expected at least 1");
    }
  }

  public static PageRequest at(ResultOrder order, int offset, int limit) {
    return new PageRequest(order, offset, limit, Optional.empty());
  }

  public static PageRequest after(ResultOrder order, String cursor, int limit) {
    return new PageRequest(order, 0, limit, Optional.of(cursor));
  }
}
