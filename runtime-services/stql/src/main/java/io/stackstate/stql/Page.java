package io.stackstate.stql;

import java.util.List;
import java.util.Optional;

/**
 * A part of an ordered list.
 *
 * @param components their ordinals in the snapshot that was asked, in order
 * @param total how many components there are on all pages
 * @param next the cursor of the next page, which may be read from a newer snapshot; empty on the
 *     last page
 */
public record Page(List<Integer> components, long total, Optional<String> next) {
  public Page {
    components = List.copyOf(components);
  }
}
