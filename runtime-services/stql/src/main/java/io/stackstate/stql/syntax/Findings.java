package io.stackstate.stql.syntax;

import io.stackstate.stql.expression.Key;
import io.stackstate.stql.syntax.Examination.ValueAt;
import io.stackstate.stql.syntax.Examination.WordAt;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** Where the builders of expressions leave what they see. One reading, one thread. */
final class Findings {
  private final boolean collecting;
  private final List<SyntaxException> errors = new ArrayList<>();
  private final List<ValueAt> values = new ArrayList<>();
  private final List<WordAt> calls = new ArrayList<>();

  private Findings(boolean collecting) {
    this.collecting = collecting;
  }

  /** Throws the first error, and remembers nothing. */
  static Findings stopping() {
    return new Findings(false);
  }

  static Findings collecting() {
    return new Findings(true);
  }

  void error(SyntaxException error) {
    if (!collecting) {
      throw error;
    }
    errors.add(error);
  }

  void value(Key key, String value, Token token) {
    if (collecting) {
      values.add(new ValueAt(key, value, token.getStartIndex(), token.getStopIndex() + 1));
    }
  }

  void call(Token name) {
    if (collecting) {
      calls.add(new WordAt(name.getText(), name.getStartIndex(), name.getStopIndex() + 1));
    }
  }

  Examination examination() {
    return new Examination(errors, values, calls);
  }
}
