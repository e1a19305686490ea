package io.stackstate.stql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Components counted by the values of one or two attributes.
 *
 * @param groups the largest ones, largest first, those of one size sorted by their values
 * @param groupCount how many groups there are, those left off included
 * @param components how many components there are in all, each counted once
 */
public record Groups(List<Group> groups, long groupCount, long components) {
  public Groups {
    groups = List.copyOf(groups);
  }

  /**
   * The components with these values.
   *
   * @param values one for each attribute, null for the components that have none
   * @param count at least 1
   */
  public record Group(List<String> values, long count) {
    public Group {
      values = Collections.unmodifiableList(new ArrayList<>(values));
    }
  }
}
