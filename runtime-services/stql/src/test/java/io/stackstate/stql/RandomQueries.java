package io.stackstate.stql;

import io.stackstate.model.change.Component;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Relation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Random queries with the answer that the query sheet gives them, found by looking at every
 * component and without a parser. The texts vary in everything that may not matter.
 */
public final class RandomQueries {
  private static final List<String> KEYWORDS = List.of("AND", "OR", "NOT", "IN");
  private static final List<String> KEYS =
      List.of(
          "name",
          "type",
          "layer",
          "domain",
          "environment",
          "environments",
          "label",
          "healthstate",
          "identifier",
          "id");
  private static final List<String> BLANKS = List.of(" ", " ", "  ", "\t", "\r\n", "\n# AND (\"\n");

  private final Random random;
  private final FixtureSnapshot snapshot;

  public RandomQueries(Random random, FixtureSnapshot snapshot) {
    this.random = random;
    this.snapshot = snapshot;
  }

  /** A text and the ids that it selects. */
  public record Sample(String text, Set<Long> ids) {}

  public Sample disjunction(int depth) {
    Sample left = conjunction(depth);
    while (random.nextInt(3) == 0) {
      Sample right = conjunction(depth);
      Set<Long> ids = new TreeSet<>(left.ids);
      ids.addAll(right.ids);
      left = new Sample(left.text + blank() + anyCase("OR") + blank() + right.text, ids);
    }
    return left;
  }

  private Sample conjunction(int depth) {
    Sample left = unary(depth);
    while (random.nextInt(3) == 0) {
      Sample right = unary(depth);
      boolean minus = random.nextBoolean();
      Set<Long> ids = new TreeSet<>(left.ids);
      if (minus) {
        ids.removeAll(right.ids);
      } else {
        ids.retainAll(right.ids);
      }
      String keyword = anyCase(minus ? "NOT" : "AND");
      left = new Sample(left.text + blank() + keyword + blank() + right.text, ids);
    }
    return left;
  }

  private Sample unary(int depth) {
    if (random.nextInt(4) > 0) {
      return primary(depth);
    }
    Sample operand = unary(depth);
    return new Sample(anyCase("NOT") + blank() + operand.text, without(operand.ids));
  }

  private Sample primary(int depth) {
    int choice = depth == 0 ? 0 : random.nextInt(8);
    if (choice < 4) {
      return filter();
    } else if (choice < 6) {
      Sample inner = disjunction(depth - 1);
      return new Sample("(" + blank() + inner.text + ")", inner.ids);
    }
    return choice == 6 ? neighbors(depth) : otherFunction(depth);
  }

  private Sample otherFunction(int depth) {
    Sample inner = disjunction(depth - 1);
    return random.nextBoolean()
        ? new Sample(anyCase("withCauseOf") + "(components=(" + inner.text + "))", Set.of())
        : new Sample(anyCase("components") + " (filter =(" + inner.text + ") )", inner.ids);
  }

  private Sample filter() {
    String key = oneOf(KEYS);
    boolean negative = random.nextBoolean();
    boolean list = random.nextBoolean();
    List<String> values = new ArrayList<>();
    do {
      values.add(value(key));
    } while (list && random.nextInt(3) > 0);
    Set<Long> ids =
        snapshot.allComponents().stream()
            .filter(c -> values.contains("*") || values(c, key).stream().anyMatch(values::contains))
            .map(Component::id)
            .collect(Collectors.toCollection(TreeSet::new));
    String operator = list ? (negative ? "NOT IN" : "IN") : (negative ? "!=" : "=");
    String written = values.stream().map(v -> written(key, v)).collect(Collectors.joining(" ,"));
    String text =
        anyCase(key)
            + blank()
            + anyCase(operator).replace(" ", blank())
            + (list ? "(" + written + ")" : blank() + written);
    return new Sample(text, negative ? without(ids) : ids);
  }

  private String value(String key) {
    if (random.nextInt(15) == 0) {
      return "*";
    }
    if (key.equals("healthstate")) {
      return oneOf(List.of(HealthState.values())).name();
    }
    if (key.equals("id")) {
      return String.valueOf(1 + random.nextInt(snapshot.componentCount() + 1));
    }
    List<String> known = values(oneOf(snapshot.allComponents()), key);
    return known.isEmpty() || random.nextInt(10) == 0 ? "no such value" : oneOf(known);
  }

  private List<String> values(Component component, String key) {
    return switch (key) {
      case "name" -> List.of(component.name());
      case "type" -> List.of(component.type());
      case "layer" -> List.of(component.layer());
      case "domain" -> List.of(component.domain());
      case "environment", "environments" -> component.environments();
      case "label" -> component.labels();
      case "healthstate" -> List.of(snapshot.health(component.id()).name());
      case "identifier" -> component.identifiers();
      default -> List.of(Long.toString(component.id()));
    };
  }

  private Sample neighbors(int depth) {
    boolean seeded = random.nextInt(6) > 0;
    Sample seed = seeded ? disjunction(depth - 1) : new Sample("", without(Set.of()));
    String direction = oneOf(List.of("up", "down", "both", ""));
    String levels = oneOf(List.of("", "1", "2", "3", "15", "all"));
    List<String> arguments = new ArrayList<>();
    if (seeded || random.nextBoolean()) {
      arguments.add(anyCase("components") + " = (" + seed.text + ")");
    }
    if (!direction.isEmpty()) {
      arguments.add(anyCase("direction") + "=" + written("direction", direction));
    }
    if (!levels.isEmpty()) {
      arguments.add(anyCase("levels") + blank() + "=" + written("levels", levels));
    }
    Collections.shuffle(arguments, random);
    int hops = levels.isEmpty() ? 1 : levels.equals("all") ? 15 : Integer.parseInt(levels);
    Set<Long> reached = seed.ids;
    for (int hop = 0; hop < hops; hop++) {
      reached = oneHop(reached, direction);
    }
    String function = anyCase(random.nextBoolean() ? "withNeighborsOf" : "withNeighboursOf");
    return new Sample(function + blank() + "(" + String.join(",", arguments) + ")", reached);
  }

  private Set<Long> oneHop(Set<Long> from, String direction) {
    Set<Long> reached = new TreeSet<>(from);
    for (Relation relation : snapshot.allRelations()) {
      DependencyDirection dependency = relation.dependencyDirection();
      boolean both = direction.equals("both") || direction.isEmpty();
      boolean mutual = dependency == DependencyDirection.BOTH;
      boolean oneWay = dependency == DependencyDirection.ONE_WAY;
      boolean forward = both || mutual || (oneWay && direction.equals("down"));
      boolean backward = both || mutual || (oneWay && direction.equals("up"));
      if (forward && from.contains(relation.source())) {
        reached.add(relation.target());
      }
      if (backward && from.contains(relation.target())) {
        reached.add(relation.source());
      }
    }
    return reached;
  }

  private Set<Long> without(Set<Long> ids) {
    return snapshot.allComponents().stream()
        .map(Component::id)
        .filter(id -> !ids.contains(id))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** As a bare word where that is possible, or in one of the quotes, with more or fewer escapes. */
  private String written(String key, String value) {
    boolean anyCase = List.of("healthstate", "direction", "levels").contains(key);
    String text = anyCase ? anyCase(value) : value;
    boolean bare =
        !text.matches("(?s)(.*[\\s\"'(),=!].*)?")
            && !text.startsWith("#")
            && !KEYWORDS.contains(text.toUpperCase(Locale.ROOT));
    if (bare && random.nextInt(3) == 0) {
      return text;
    }
    char quote = random.nextBoolean() ? '"' : '\'';
    StringBuilder quoted = new StringBuilder().append(quote);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean harmless =
          c == '\\' && i + 1 < text.length() && "\\\"'".indexOf(text.charAt(i + 1)) < 0;
      boolean must = c == quote || (c == '\\' && !harmless);
      boolean may = c == '"' || c == '\'' || c == '\\';
      quoted.append(must || (may && random.nextBoolean()) ? "\\" : "").append(c);
    }
    return quoted.append(quote).toString();
  }

  private String anyCase(String word) {
    return switch (random.nextInt(3)) {
      case 0 -> word.toUpperCase(Locale.ROOT);
      case 1 -> word.toLowerCase(Locale.ROOT);
      default -> word;
    };
  }

  private String blank() {
    return oneOf(BLANKS);
  }

  private <T> T oneOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
