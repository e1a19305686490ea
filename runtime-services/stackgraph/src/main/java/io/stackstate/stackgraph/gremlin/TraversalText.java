package io.stackstate.stackgraph.gremlin;

import static io.stackstate.stackgraph.gremlin.GremlinException.Reason.FORBIDDEN;
import static io.stackstate.stackgraph.gremlin.GremlinException.Reason.SYNTAX;

import java.util.Map;
import java.util.Set;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.apache.tinkerpop.gremlin.language.grammar.GremlinAntlrToJava;
import org.apache.tinkerpop.gremlin.language.grammar.GremlinLexer;
import org.apache.tinkerpop.gremlin.language.grammar.GremlinParser;
import org.apache.tinkerpop.gremlin.language.grammar.GremlinParser.QueryContext;
import org.apache.tinkerpop.gremlin.language.grammar.GremlinParserException;
import org.apache.tinkerpop.gremlin.language.grammar.VariableResolver;
import org.apache.tinkerpop.gremlin.language.grammar.VariableResolverException;
import org.apache.tinkerpop.gremlin.process.traversal.Traversal;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.GraphTraversalSource;

/**
 * Reads the text of a traversal by Gremlin's grammar: text becomes calls of Gremlin's own steps and
 * nothing else, no code of anybody is evaluated. Reading runs nothing.
 */
final class TraversalText {
  static final int MAX_LENGTH = 10_000;
  static final int MAX_NESTING = 40;

  private TraversalText() {}

  /**
   * @param g where the traversal starts
   */
  static Traversal.Admin<?, ?> read(
      String text, Map<String, Object> bindings, GraphTraversalSource g) throws GremlinException {
    requireModest(text);
    try {
      return parsed(text, bindings, g);
    } catch (StackOverflowError e) {
      throw new GremlinException(SYNTAX, "the traversal has too many steps", e);
    }
  }

  private static Traversal.Admin<?, ?> parsed(
      String text, Map<String, Object> bindings, GraphTraversalSource g) throws GremlinException {
    QueryContext query = query(text);
    if (query.rootTraversal() == null) {
      throw new GremlinException(
          SYNTAX, "found no traversal, expected one that begins like g.V() or g.E()");
    }
    requireUnfinished(query);
    GremlinAntlrToJava reader =
        new GremlinAntlrToJava(g, new VariableResolver.DefaultVariableResolver(bindings)) {
          @Override
          public Object visitQuery(QueryContext context) {
            // Without the method at its end, which would run the traversal while it is read.
            QueryContext root = new QueryContext(context.getParent(), context.invokingState);
            root.addChild(context.rootTraversal());
            return super.visitQuery(root);
          }
        };
    try {
      return ((Traversal<?, ?>) reader.visitQuery(query)).asAdmin();
    } catch (VariableResolverException | GremlinParserException e) {
      throw new GremlinException(SYNTAX, line(e), e);
    } catch (RuntimeException e) {
      throw new GremlinException(SYNTAX, "the traversal makes no sense: " + line(e), e);
    }
  }

  private static void requireModest(String text) throws GremlinException {
    if (text.length() > MAX_LENGTH) {
      throw new GremlinException(
          SYNTAX, "found " + text.length() + " characters, expected at most " + MAX_LENGTH);
    }
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' || c == '[' ? 1 : 0;
      depth -= c == ')' || c == ']' ? 1 : 0;
      if (depth > MAX_NESTING) {
        throw new GremlinException(
            SYNTAX, "found more than " + MAX_NESTING + " nested parentheses");
      }
    }
  }

  private static QueryContext query(String text) throws GremlinException {
    FirstError error = new FirstError();
    GremlinLexer lexer = new GremlinLexer(CharStreams.fromString(text));
    lexer.removeErrorListeners();
    lexer.addErrorListener(error);
    GremlinParser parser = new GremlinParser(new CommonTokenStream(lexer));
    parser.removeErrorListeners();
    parser.addErrorListener(error);
    GremlinParser.QueryListContext queries = parser.queryList();
    if (error.message != null) {
      throw new GremlinException(SYNTAX, error.message);
    }
    if (queries.query().size() != 1) {
      throw new GremlinException(
          SYNTAX, "found " + queries.query().size() + " traversals, expected one");
    }
    return queries.query(0);
  }

  /** What ends a traversal in a console is harmless where it only asks for all results. */
  private static void requireUnfinished(QueryContext query) throws GremlinException {
    GremlinParser.TraversalTerminalMethodContext end = query.traversalTerminalMethod();
    if (end == null) {
      return;
    }
    String method = end.getText().replaceAll("\\(.*", "");
    if (!Set.of("toList").contains(method)) {
      throw new GremlinException(
          FORBIDDEN, method + "() is not offered here: all results are answered without it");
    }
  }

  private static String line(Throwable e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    return message.lines().findFirst().orElse("").strip();
  }

  /** Lines and columns count from 1, as in every error of the platform. */
  private static final class FirstError extends BaseErrorListener {
    private String message;

    @Override
    public void syntaxError(
        Recognizer<?, ?> recognizer,
        Object symbol,
        int line,
        int column,
        String found,
        RecognitionException e) {
      if (message == null) {
        String what = found.length() > 200 ? found.substring(0, 200) + "..." : found;
        message = "line " + line + ", column " + (column + 1) + ": " + what;
      }
    }
  }
}
