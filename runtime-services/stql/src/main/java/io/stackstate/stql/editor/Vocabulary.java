package io.stackstate.stql.editor;

import io.stackstate.stql.editor.Completion.Item;
import io.stackstate.stql.editor.Completion.Kind;
import io.stackstate.stql.expression.Direction;
import io.stackstate.stql.expression.Expression.Neighbors;
import io.stackstate.stql.expression.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The words of the language, with what they mean. */
final class Vocabulary {
  private static final List<String> NEIGHBORS = List.of("components", "levels", "direction");

  /** Of all functions, in lower case, those included that are accepted but not proposed. */
  private static final Map<String, List<String>> PARAMETERS =
      Map.of(
          "withneighborsof",
          NEIGHBORS,
          "withneighboursof",
          NEIGHBORS,
          "components",
          List.of("filter"),
          "withcauseof",
          List.of());

  private static final Item OPEN = Proposals.item("(", Kind.PUNCTUATION, "opens a group or a list");
  private static final Item CLOSE = Proposals.item(")", Kind.PUNCTUATION, "closes it");
  private static final Item COMMA = Proposals.item(",", Kind.PUNCTUATION, "one more");
  private static final Item IN = Proposals.item("IN (", Kind.OPERATOR, "some value is in the list");
  private static final Item NOT =
      Proposals.item("NOT", Kind.KEYWORD, "all components but those that follow");

  private Vocabulary() {}

  /** What may stand at a place that is for no value. */
  static void propose(Caret caret, Proposals proposals) {
    boolean open = caret.nested();
    proposals.words(
        switch (caret.place()) {
          case OPERAND -> operands();
          case OPERATOR -> operators(caret.word());
          case IN -> List.of(IN);
          case LIST -> List.of(OPEN);
          case CONNECTIVE -> connectives(open);
          case NEXT_VALUE -> List.of(COMMA, CLOSE);
          case PARAMETER -> parameters(caret);
          case ASSIGNMENT -> List.of(Proposals.item("=", Kind.OPERATOR, "the argument"));
          case NEXT_ARGUMENT -> left(caret).isEmpty() ? List.of(CLOSE) : List.of(COMMA, CLOSE);
          case VALUE, ARGUMENT -> List.of();
        });
  }

  /** What may stand behind the equals sign of a parameter. */
  static void argument(String parameter, Proposals proposals) {
    switch (parameter) {
      case "levels" ->
          values(
              Stream.concat(
                  IntStream.range(1, Neighbors.ALL_LEVELS).mapToObj(String::valueOf),
                  Stream.of("all")),
              proposals);
      case "direction" -> values(Direction.names().stream(), proposals);
      default -> {
        if (!proposals.partial().quoted()) {
          proposals.words(List.of(OPEN));
        }
      }
    }
  }

  private static void values(Stream<String> values, Proposals proposals) {
    values
        .filter(proposals.partial()::startsAsPrefixOf)
        .map(value -> Proposals.item(proposals.quoted(value), Kind.VALUE, meaning(value)))
        .forEach(proposals::add);
  }

  private static String meaning(String argument) {
    return switch (argument) {
      case "up" -> "what depends on them";
      case "down" -> "what they depend on";
      case "both" -> "across every relation";
      case "all" -> "as far as possible, at most " + Neighbors.ALL_LEVELS + " hops";
      case "1" -> "one hop";
      default -> argument + " hops";
    };
  }

  private static List<Item> operands() {
    List<Item> items = new ArrayList<>();
    Arrays.stream(Key.values())
        .map(key -> Proposals.item(key.text(), Kind.KEY, meaning(key)))
        .forEach(items::add);
    items.add(
        Proposals.item(
            "withNeighborsOf(", Kind.FUNCTION, "components and what is reached from them"));
    items.add(NOT);
    items.add(OPEN);
    return items;
  }

  private static String meaning(Key key) {
    return switch (key) {
      case NAME -> "the name of the component";
      case TYPE -> "the name of its type";
      case LAYER -> "the name of its layer";
      case DOMAIN -> "the name of its domain";
      case ENVIRONMENT -> "the name of an environment that it is in";
      case LABEL -> "one of its labels";
      case HEALTH_STATE -> "its own health state, not the propagated one";
      case IDENTIFIER -> "one of its identifiers";
      case ID -> "its number";
    };
  }

  private static List<Item> operators(String word) {
    if (Key.named(word).isPresent()) {
      return List.of(
          Proposals.item("=", Kind.OPERATOR, "some value equals"),
          Proposals.item("!=", Kind.OPERATOR, "no value equals"),
          IN,
          Proposals.item("NOT IN (", Kind.OPERATOR, "no value is in the list"));
    }
    return PARAMETERS.containsKey(word.toLowerCase(Locale.ROOT)) ? List.of(OPEN) : List.of();
  }

  private static List<Item> connectives(boolean open) {
    List<Item> items = new ArrayList<>();
    items.add(Proposals.item("AND", Kind.KEYWORD, "what both select; binds tighter than OR"));
    items.add(Proposals.item("OR", Kind.KEYWORD, "what one of both selects"));
    items.add(Proposals.item("NOT", Kind.KEYWORD, "without what follows; binds like AND"));
    if (open) {
      items.add(CLOSE);
    }
    return items;
  }

  private static List<Item> parameters(Caret caret) {
    List<Item> items = new ArrayList<>();
    for (String parameter : left(caret)) {
      String text = parameter + (isQuery(parameter) ? " = (" : " = ");
      items.add(Proposals.item(text, Kind.PARAMETER, parameterMeaning(parameter)));
    }
    if (caret.given().isEmpty()) {
      items.add(CLOSE);
    }
    return items;
  }

  private static boolean isQuery(String parameter) {
    return parameter.equals("components") || parameter.equals("filter");
  }

  private static String parameterMeaning(String parameter) {
    return switch (parameter) {
      case "levels" -> "how many hops, 1 unless given";
      case "direction" -> "up, down or both; both unless given";
      default -> "a query for the components to start from";
    };
  }

  private static List<String> left(Caret caret) {
    String function = caret.function().toLowerCase(Locale.ROOT);
    return PARAMETERS.getOrDefault(function, List.of()).stream()
        .filter(parameter -> !caret.given().contains(parameter))
        .toList();
  }
}
