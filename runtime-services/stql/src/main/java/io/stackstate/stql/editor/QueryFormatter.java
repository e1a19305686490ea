package io.stackstate.stql.editor;

import io.stackstate.stql.Query;
import io.stackstate.stql.StqlParseException;
import io.stackstate.stql.expression.PrettyText;
import io.stackstate.stql.syntax.Lexeme;
import io.stackstate.stql.syntax.QueryReader;
import java.util.stream.Collectors;

/**
 * Writes queries as people like to read them: on one line while it is short, else on indented
 * lines; keywords in upper case, values in double quotes, a parenthesis around every conjunction
 * among alternatives. The formatted text is an equal query. Safe for any number of threads.
 */
public final class QueryFormatter {
  private static final int WIDTH = 100;

  private QueryFormatter() {}

  /**
   * Formats a text. Comments are kept, before the query; a text that would become longer than
   * queries may be stays as it is.
   *
   * @throws StqlParseException when it is no query
   */
  public static String format(String text) throws StqlParseException {
    Query query = Query.parse(text);
    String comments =
        Lexeme.all(text).stream()
            .filter(lexeme -> lexeme.type() == Lexeme.Type.COMMENT)
            .map(comment -> comment.text().stripTrailing() + "\n")
            .collect(Collectors.joining());
    String formatted = comments + format(query);
    return formatted.length() <= QueryReader.MAX_LENGTH ? formatted : text;
  }

  /** The text of a query. */
  public static String format(Query query) {
    return PrettyText.of(query.expression(), WIDTH, QueryReader.MAX_NESTING);
  }
}
