package io.stackstate.stql.basic;

import io.stackstate.model.change.HealthState;
import io.stackstate.stql.Query;
import io.stackstate.stql.expression.Expression;
import io.stackstate.stql.expression.Expression.Everything;
import io.stackstate.stql.expression.Expression.Filter;
import io.stackstate.stql.expression.Expression.Neighbors;
import io.stackstate.stql.expression.Key;
import io.stackstate.stql.expression.Operator;
import io.stackstate.stql.expression.PrettyText;
import io.stackstate.stql.syntax.QueryReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the basic filter boxes hold (query sheet section 3.3, UI sheet section 4.1). The values in a
 * box are alternatives and the first six boxes restrict each other; the rest adds components to
 * what they select. All boxes empty: everything. Lists are never null and hold no value twice.
 *
 * @param healthStates names of health states; any case is accepted, upper case is kept
 * @param names of the components to include
 * @param identifiers of the components to include; the boxes show their number only
 * @param neighbors to include, which may nest any query; the boxes show their number only
 */
public record BasicFilter(
    List<String> layers,
    List<String> domains,
    List<String> environments,
    List<String> types,
    List<String> healthStates,
    List<String> labels,
    List<String> names,
    List<String> identifiers,
    List<Neighbors> neighbors) {

  /** No box holds anything. */
  public static final BasicFilter EMPTY =
      new BasicFilter(
          List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
          List.of());

  /**
   * @throws IllegalArgumentException when a health state is unknown
   */
  public BasicFilter {
    layers = distinct(layers);
    domains = distinct(domains);
    environments = distinct(environments);
    types = distinct(types);
    healthStates = distinct(healthStates).stream().map(BasicFilter::healthState).toList();
    healthStates = distinct(healthStates);
    labels = distinct(labels);
    names = distinct(names);
    identifiers = distinct(identifiers);
    neighbors = distinct(neighbors);
  }

  /** The boxes that show this query, or why there are none. */
  public static BasicConversion of(Query query) {
    return new BasicReading().read(query.expression());
  }

  /** The query that the boxes ask; always possible. */
  public Query toQuery() {
    return Query.of(expression());
  }

  /** That query on one line, in the form that both sheets give it. */
  public String toStql() {
    return PrettyText.oneLine(expression(), QueryReader.MAX_NESTING);
  }

  private Expression expression() {
    List<Expression> group =
        Stream.of(Key.LAYER, Key.DOMAIN, Key.ENVIRONMENT, Key.TYPE, Key.HEALTH_STATE, Key.LABEL)
            .filter(key -> !box(key).isEmpty())
            .<Expression>map(key -> new Filter(key, Operator.IN, box(key)))
            .toList();
    List<Expression> alternatives = new ArrayList<>();
    if (!group.isEmpty()) {
      alternatives.add(Expression.and(group));
    }
    for (Key key : List.of(Key.NAME, Key.IDENTIFIER)) {
      if (!box(key).isEmpty()) {
        alternatives.add(new Filter(key, Operator.IN, box(key)));
      }
    }
    alternatives.addAll(neighbors);
    return alternatives.isEmpty() ? new Everything() : Expression.or(alternatives);
  }

  private List<String> box(Key key) {
    return switch (key) {
      case LAYER -> layers;
      case DOMAIN -> domains;
      case ENVIRONMENT -> environments;
      case TYPE -> types;
      case HEALTH_STATE -> healthStates;
      case LABEL -> labels;
      case NAME -> names;
      case IDENTIFIER -> identifiers;
      case ID -> List.of();
    };
  }

  private static <T> List<T> distinct(List<T> values) {
    return values == null ? List.of() : values.stream().distinct().toList();
  }

  private static String healthState(String text) {
    String state = text.toUpperCase(Locale.ROOT);
    boolean known = Arrays.stream(HealthState.values()).anyMatch(s -> s.name().equals(state));
    if (!known && !state.equals(Expression.WILDCARD)) {
      throw new IllegalArgumentException(
          "healthStates: found \""
              + text
              + "\", expected one of "
              + Arrays.toString(HealthState.values()));
    }
    return state;
  }
}
