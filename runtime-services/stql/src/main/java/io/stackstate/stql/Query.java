package io.stackstate.stql;

import io.stackstate.stql.expression.Expression;
import io.stackstate.stql.expression.Expression.Everything;
import io.stackstate.stql.syntax.QueryReader;
import io.stackstate.stql.syntax.SyntaxException;
import java.util.List;
import java.util.function.Function;

/**
 * A query that was read and checked. Immutable; equal to every other query that differs only in
 * white space, comments, quoting, case of keywords, redundant parentheses and order of arguments.
 * The language is section 1 and 2 of the query sheet.
 */
public final class Query {
  private static final Recent<Query> PARSED = new Recent<>(256);

  private final Expression expression;

  /** Made when first asked for; two threads may make the same. */
  private volatile Plan steps;

  private Query(Expression expression) {
    this.expression = expression;
  }

  /**
   * Reads a query; a blank one selects every component.
   *
   * @throws StqlParseException when it is wrong, longer than {@value QueryReader#MAX_LENGTH}
   *     characters or nested deeper than {@value QueryReader#MAX_NESTING} parentheses
   */
  public static Query parse(String text) throws StqlParseException {
    Query known = PARSED.get(text);
    if (known == null) {
      known = read(text, QueryReader::read);
      PARSED.put(text, known);
    }
    return known;
  }

  /**
   * Reads a scope: a query without functions (query sheet section 3.2).
   *
   * @throws StqlParseException as {@link #parse}, and at the first function
   */
  public static Query parseScope(String text) throws StqlParseException {
    return read(text, QueryReader::readFilters);
  }

  /**
   * The query that means this. Its values are as {@link Expression.Filter} says, and {@link
   * Everything} stands in it only alone or as the components of a function.
   */
  public static Query of(Expression expression) {
    return new Query(expression);
  }

  private static Query read(String text, Function<String, Expression> reader)
      throws StqlParseException {
    try {
      return new Query(reader.apply(text));
    } catch (SyntaxException e) {
      throw new StqlParseException(e.line(), e.column(), e.getMessage());
    }
  }

  /**
   * This query as somebody with these scopes may ask it: {@code (scope1 OR scope2) AND (this)}. No
   * scopes: no restriction.
   *
   * @throws IllegalArgumentException when a scope uses a function
   */
  public Query within(List<Query> scopes) {
    for (Query scope : scopes) {
      if (scope.expression.usesFunctions()) {
        throw new IllegalArgumentException("a scope may not use functions: " + scope);
      }
    }
    if (scopes.isEmpty() || scopes.stream().anyMatch(s -> s.expression instanceof Everything)) {
      return this;
    }
    Expression scope = Expression.or(scopes.stream().map(Query::expression).toList());
    return new Query(
        expression instanceof Everything ? scope : Expression.and(List.of(scope, expression)));
  }

  /** What is to be done to answer it, see {@link Planner}. */
  Plan steps() {
    Plan known = steps;
    if (known == null) {
      known = Planner.steps(expression);
      steps = known;
    }
    return known;
  }

  /** What it means. */
  public Expression expression() {
    return expression;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Query query && query.expression.equals(expression);
  }

  @Override
  public int hashCode() {
    return expression.hashCode();
  }

  /** The canonical text, which reads as an equal query; blank for the blank query. */
  @Override
  public String toString() {
    return expression.toString();
  }
}
