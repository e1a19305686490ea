package io.stackstate.operator.folder;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the resources become when the files are read. Pure but for the uids of new resources.
 *
 * @param resources after the merge
 * @param problems of all files, and of resources that break a rule about their past
 * @param missing declared nowhere any more, but not known to be gone for good
 */
record FolderMerge(
    SortedMap<ResourceKey, Stored> resources, List<String> problems, Set<ResourceKey> missing) {

  /**
   * @param goneForGood tells whether a missing resource has been missing for long enough: editors
   *     and version control replace a file by removing it first
   */
  static FolderMerge of(
      SortedMap<ResourceKey, Stored> before,
      List<FileContent> files,
      Predicate<ResourceKey> goneForGood,
      Instant now) {
    SortedMap<ResourceKey, Stored> after = new TreeMap<>(before);
    List<String> problems = new ArrayList<>();
    Map<ResourceKey, Declared> declared = new TreeMap<>(before.comparator());
    for (FileContent file : files) {
      problems.addAll(file.problems());
      file.declared().forEach(d -> addOnce(declared, d, problems));
    }
    declared.values().forEach(d -> apply(after, d, problems, now));
    Set<ResourceKey> missing = missing(after, declared.keySet(), brokenFiles(files));
    Set<ResourceKey> waiting = new HashSet<>();
    for (ResourceKey key : missing) {
      if (goneForGood.test(key)) {
        after.computeIfPresent(key, (k, stored) -> stored.deleted(now));
      } else {
        waiting.add(key);
      }
    }
    return new FolderMerge(after, List.copyOf(problems), waiting);
  }

  private static void addOnce(
      Map<ResourceKey, Declared> declared, Declared d, List<String> problems) {
    Declared first = declared.putIfAbsent(d.key(), d);
    if (first != null) {
      problems.add(d.where() + ": declared before, in " + first.where() + "; that one counts");
    }
  }

  private static void apply(
      SortedMap<ResourceKey, Stored> after, Declared d, List<String> problems, Instant now) {
    Stored stored = after.get(d.key());
    if (stored == null) {
      after.put(d.key(), Stored.create(d, now));
    } else if (!stored.deleting()) {
      List<String> broken = d.kind().rules().apply(d.spec(), stored.resource().get("spec"));
      broken.forEach(rule -> problems.add(d.where() + ": " + rule));
      if (broken.isEmpty()) {
        after.put(d.key(), stored.declaredAs(d));
      }
    }
  }

  private static Set<String> brokenFiles(List<FileContent> files) {
    return files.stream()
        .filter(file -> !file.problems().isEmpty())
        .map(FileContent::file)
        .collect(Collectors.toSet());
  }

  /** A file with a mistake in it takes nothing away: the mistake may hide what it declares. */
  private static Set<ResourceKey> missing(
      SortedMap<ResourceKey, Stored> after, Set<ResourceKey> declared, Set<String> brokenFiles) {
    Set<ResourceKey> missing = new HashSet<>();
    after.forEach(
        (key, stored) -> {
          boolean kept = declared.contains(key) || brokenFiles.contains(stored.source());
          if (!kept && !stored.deleting()) {
            missing.add(key);
          }
        });
    return missing;
  }
}
