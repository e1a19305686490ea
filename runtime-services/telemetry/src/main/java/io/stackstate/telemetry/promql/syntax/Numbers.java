package io.stackstate.telemetry.promql.syntax;

import java.util.Locale;
import org.antlr.v4.runtime.Token;

/** What tokens of numbers and durations are worth. */
final class Numbers {
  private final Intervals intervals;

  Numbers(Intervals intervals) {
    this.intervals = intervals;
  }

  long step() {
    return intervals.stepMillis();
  }

  /** Milliseconds. */
  long duration(Token token) {
    return switch (token.getType()) {
      case PromqlLexer.INTERVAL -> intervals.intervalMillis();
      case PromqlLexer.RATE_INTERVAL -> intervals.rateIntervalMillis();
      case PromqlLexer.NUMBER ->
          Durations.ofSeconds(value(token)).orElseThrow(() -> badDuration(token));
      default -> Durations.parse(token.getText()).orElseThrow(() -> badDuration(token));
    };
  }

  /** A plain number, or the seconds of a duration. */
  double value(Token token) {
    String text = token.getText().toLowerCase(Locale.ROOT);
    return switch (token.getType()) {
      case PromqlLexer.CONSTANT -> text.equals("inf") ? Double.POSITIVE_INFINITY : Double.NaN;
      case PromqlLexer.NUMBER -> number(token, text);
      default -> duration(token) / 1000.0;
    };
  }

  private static double number(Token token, String text) {
    try {
      if (text.startsWith("0x")) {
        return Long.parseLong(text.substring(2), 16);
      }
      return text.matches("0[0-7]+") ? Long.parseLong(text, 8) : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw PromqlSyntaxException.at(token, "number out of range: " + Wording.shown(text));
    }
  }

  private static PromqlSyntaxException badDuration(Token token) {
    return PromqlSyntaxException.at(
        token,
        "bad duration "
            + Wording.found(token)
            + ", expected one like 1h30m or 500ms, larger units first, of at most 200 years");
  }
}
