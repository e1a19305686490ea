package io.stackstate.functions.script;

import io.stackstate.functions.sandbox.SandboxViolation;
import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.messages.ExceptionMessage;
import org.codehaus.groovy.control.messages.Message;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;

/**
 * What Groovy's compiler complains about, in our words where its own are not for authors of
 * scripts.
 */
final class CompileErrors {
  private static final int MAX_ERRORS = 20;

  private CompileErrors() {}

  static List<ScriptError> of(String script, CompilationFailedException failure) {
    List<ScriptError> errors = new ArrayList<>();
    if (failure instanceof MultipleCompilationErrorsException several
        && several.getErrorCollector().getErrors() != null) {
      for (Message message : several.getErrorCollector().getErrors()) {
        if (errors.size() < MAX_ERRORS) {
          errors.add(of(script, message));
        }
      }
    }
    if (errors.isEmpty()) {
      errors.add(error(script, ScriptError.Kind.SYNTAX, 0, 0, firstLine(failure.getMessage())));
    }
    return errors;
  }

  private static ScriptError of(String script, Message message) {
    if (message instanceof SyntaxErrorMessage syntax) {
      SyntaxException cause = syntax.getCause();
      return error(
          script,
          ScriptError.Kind.SYNTAX,
          Math.max(cause.getStartLine(), 0),
          Math.max(cause.getStartColumn(), 0),
          firstLine(cause.getOriginalMessage()));
    }
    if (message instanceof ExceptionMessage wrapped
        && wrapped.getCause() instanceof SandboxViolation violation) {
      return error(
          script,
          ScriptError.Kind.SECURITY,
          violation.line(),
          violation.column(),
          violation.getMessage());
    }
    String text =
        message instanceof ExceptionMessage wrapped
            ? wrapped.getCause().getMessage()
            : String.valueOf(message);
    return error(script, ScriptError.Kind.SYNTAX, 0, 0, firstLine(text));
  }

  private static ScriptError error(
      String script, ScriptError.Kind kind, int line, int column, String message) {
    return new ScriptError(kind, script, line, column, message);
  }

  private static String firstLine(String message) {
    return message == null ? "cannot be compiled" : message.lines().findFirst().orElse("").strip();
  }
}
