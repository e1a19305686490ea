package io.stackstate.api.monitor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds templates that make identifiers of components out of the labels of time series, as {@code
 * urn:host:/${host}} (health sheet, section 3.4). Identifiers are taken apart where other
 * characters than letters, digits, dots, dashes and underscores stand; a part that is the value of
 * a label may be filled in by it. Work and memory are bounded by the constants here, whatever comes
 * in. For one thread.
 */
final class IdentifierTemplates {
  static final int MOST_SERIES = 500;
  static final int MOST_COMPONENTS = 5_000;
  private static final int IDENTIFIERS_OF_A_SERIES = 50;
  private static final int CHOICES_OF_AN_IDENTIFIER = 64;
  private static final int MOST_TEMPLATES = 1_000;

  /** Identifiers as texts, for what a template gives. */
  private final Set<String> known = new HashSet<>();

  private final Map<String, List<IdentifierParts>> byPart = new HashMap<>();

  private IdentifierTemplates(Collection<List<String>> identifiers) {
    for (List<String> ofOne : identifiers) {
      for (String identifier : ofOne) {
        if (known.add(identifier)) {
          IdentifierParts parts = IdentifierParts.of(identifier);
          new HashSet<>(parts.words())
              .forEach(word -> byPart.computeIfAbsent(word, w -> new ArrayList<>()).add(parts));
        }
      }
    }
  }

  /**
   * A template with what it is worth.
   *
   * @param score the share of the series for which it gives an identifier that is there, 0 to 1
   * @param totalMatches how many these are
   */
  record Suggestion(String identifierTemplate, double score, int totalMatches) {}

  /**
   * The best templates first: those that give the most different identifiers, for one that gives
   * the same for all series is of no use; then those that match the most series; then those that
   * fill in fewer labels, for the others only repeat what is the same for all.
   *
   * @param series the labels of each, at least one and at most {@value #MOST_SERIES}
   * @param identifiers those of each component, at most {@value #MOST_COMPONENTS}
   */
  static List<Suggestion> suggest(
      Collection<Map<String, String>> series, Collection<List<String>> identifiers, int most) {
    IdentifierTemplates templates = new IdentifierTemplates(identifiers);
    Set<IdentifierParts.Filled> candidates = new TreeSet<>();
    for (Map<String, String> labels : series) {
      templates.add(labels, candidates);
    }
    return candidates.stream()
        .map(candidate -> templates.rate(candidate, series))
        .sorted(Rated.BEST_FIRST)
        .limit(most)
        .map(rated -> rated.suggestion(series.size()))
        .toList();
  }

  /**
   * A template and what it gives.
   *
   * @param different how many different identifiers
   * @param matches for how many series
   */
  private record Rated(IdentifierParts.Filled template, int different, int matches) {
    static final Comparator<Rated> BEST_FIRST =
        Comparator.comparingInt(Rated::different)
            .thenComparingInt(Rated::matches)
            .reversed()
            .thenComparingInt(rated -> rated.template().placeholders())
            .thenComparing(Rated::template);

    Suggestion suggestion(int series) {
      return new Suggestion(template.text(), (double) matches / series, matches);
    }
  }

  private Rated rate(IdentifierParts.Filled template, Collection<Map<String, String>> series) {
    Set<String> different = new HashSet<>();
    int matches = 0;
    for (Map<String, String> labels : series) {
      String identifier = template.fill(labels);
      if (identifier != null && known.contains(identifier)) {
        different.add(identifier);
        matches++;
      }
    }
    return new Rated(template, different.size(), matches);
  }

  /** Adds the templates that give an identifier for this series. */
  private void add(Map<String, String> labels, Set<IdentifierParts.Filled> candidates) {
    Map<String, List<String>> names = new LinkedHashMap<>();
    new TreeMap<>(labels)
        .forEach(
            (name, value) -> {
              if (!value.isBlank()) {
                names.computeIfAbsent(value, v -> new ArrayList<>()).add(name);
              }
            });
    Set<IdentifierParts> near = new HashSet<>();
    // Rare values first: a value that stands in many identifiers says little.
    names.keySet().stream()
        .filter(byPart::containsKey)
        .sorted(Comparator.comparingInt(value -> byPart.get(value).size()))
        .forEach(
            value ->
                byPart.get(value).stream()
                    .limit(Math.max(IDENTIFIERS_OF_A_SERIES - near.size(), 0))
                    .forEach(near::add));
    for (IdentifierParts parts : near) {
      if (candidates.size() >= MOST_TEMPLATES) {
        return;
      }
      candidates.addAll(parts.filled(names, CHOICES_OF_AN_IDENTIFIER));
    }
  }
}
