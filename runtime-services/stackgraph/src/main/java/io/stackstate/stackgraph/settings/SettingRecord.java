package io.stackstate.stackgraph.settings;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.stackstate.stackgraph.SettingsNode;
import io.stackstate.stackgraph.SettingsStore;
import io.stackstate.stackgraph.SettingsVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is stored of one settings node. A node that was deleted stays, marked by its type, until
 * nobody can ask for what it was.
 *
 * @param node as it is now; of the type {@link #DELETED} when it is gone
 * @param sinceMillis when it became so
 * @param previous what it was before, the oldest first
 */
record SettingRecord(SettingsNode node, long sinceMillis, List<SettingsVersion> previous) {
  /** The type of what is left of a node that was deleted. */
  static final String DELETED = "(deleted)";

  SettingRecord {
    previous = previous == null ? List.of() : List.copyOf(previous);
  }

  @JsonIgnore
  boolean isDeleted() {
    return node.type().equals(DELETED);
  }

  /** All versions that are kept, the present one last. */
  List<SettingsVersion> versions() {
    List<SettingsVersion> all = new ArrayList<>(previous);
    if (!isDeleted()) {
      all.add(new SettingsVersion(node, sinceMillis, SettingsVersion.PRESENT));
    }
    return all;
  }

  /**
   * What replaces this record.
   *
   * @param before null when there is none
   * @param epochMillis what ended before is forgotten
   */
  static SettingRecord put(SettingRecord before, SettingsNode next, long now, long epochMillis) {
    return new SettingRecord(next, now, ended(before, now, epochMillis));
  }

  /** What is left of a node; its previous versions are none when nothing must be left. */
  SettingRecord deleted(long now, long epochMillis) {
    SettingsNode rest =
        new SettingsNode(node.id(), DELETED, node.identifier(), node.name(), "{}", now);
    return new SettingRecord(rest, now, ended(this, now, epochMillis));
  }

  private static List<SettingsVersion> ended(SettingRecord before, long now, long epochMillis) {
    if (before == null || before.node().type().startsWith(SettingsStore.INTERNAL)) {
      return List.of();
    }
    List<SettingsVersion> ended = new ArrayList<>();
    for (SettingsVersion version : before.versions()) {
      long until = Math.min(version.untilMillis(), now);
      if (until > version.sinceMillis() && until > epochMillis) {
        ended.add(new SettingsVersion(version.node(), version.sinceMillis(), until));
      }
    }
    int extra = Math.max(0, ended.size() - SettingsStore.MAX_VERSIONS);
    return ended.subList(extra, ended.size());
  }
}
