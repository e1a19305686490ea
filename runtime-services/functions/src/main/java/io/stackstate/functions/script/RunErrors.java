package io.stackstate.functions.script;

import groovy.lang.GroovyRuntimeException;
import groovy.lang.MissingMethodException;
import groovy.lang.MissingPropertyException;
import io.stackstate.functions.sandbox.LimitExceeded;
import io.stackstate.functions.sandbox.SandboxViolation;
import io.stackstate.functions.script.ScriptError.Kind;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import org.codehaus.groovy.runtime.InvokerInvocationException;
import org.codehaus.groovy.runtime.powerassert.PowerAssertionError;

/** Turns what a run threw into what its author can use. */
final class RunErrors {
  private static final int MAX_MESSAGE = 500;

  private RunErrors() {}

  static ScriptError of(String script, Throwable thrown) {
    Throwable failure = unwrap(thrown);
    return new ScriptError(kind(failure), script, line(script, failure), 0, message(failure));
  }

  private static Throwable unwrap(Throwable thrown) {
    Throwable failure = thrown;
    while (failure.getCause() != null && isWrapper(failure)) {
      failure = failure.getCause();
    }
    return failure;
  }

  private static boolean isWrapper(Throwable failure) {
    return failure instanceof InvokerInvocationException
        || failure instanceof InvocationTargetException
        || failure instanceof UndeclaredThrowableException
        || failure instanceof ExecutionException
        || failure instanceof BootstrapMethodError
        || failure instanceof ExceptionInInitializerError;
  }

  private static Kind kind(Throwable failure) {
    if (failure instanceof SandboxViolation || failure instanceof NoClassDefFoundError) {
      return Kind.SECURITY;
    }
    if (failure instanceof LimitExceeded limit) {
      return switch (limit.resource()) {
        case TIME, CANCELLED -> Kind.TIMEOUT;
        case DEPTH, MEMORY -> Kind.LIMIT;
      };
    }
    if (failure instanceof StackOverflowError || failure instanceof OutOfMemoryError) {
      return Kind.LIMIT;
    }
    if (failure instanceof ScriptApiException) {
      return Kind.EXECUTION;
    }
    boolean ofTheLanguage =
        failure instanceof GroovyRuntimeException
            || failure instanceof ClassCastException
            || failure instanceof AssertionError;
    return ofTheLanguage ? Kind.RUNTIME : Kind.EXCEPTION;
  }

  /** The innermost line of the script itself. */
  private static int line(String script, Throwable failure) {
    String file = ScriptCompiler.fileName(script);
    return Arrays.stream(failure.getStackTrace())
        .filter(frame -> file.equals(frame.getFileName()) && frame.getLineNumber() > 0)
        .mapToInt(StackTraceElement::getLineNumber)
        .findFirst()
        .orElse(0);
  }

  private static String message(Throwable failure) {
    if (failure instanceof MissingPropertyException missing) {
      return "no such variable or property: " + missing.getProperty();
    }
    if (failure instanceof MissingMethodException missing) {
      return "no method %s of %s fits the arguments"
          .formatted(missing.getMethod(), typeName(missing.getType()));
    }
    if (failure instanceof StackOverflowError) {
      return "nested too deeply";
    }
    if (failure instanceof OutOfMemoryError) {
      return "took more memory than there is";
    }
    if (failure instanceof PowerAssertionError || failure instanceof AssertionError) {
      return cut("assertion failed: " + failure.getMessage());
    }
    boolean known =
        failure instanceof SandboxViolation
            || failure instanceof LimitExceeded
            || failure instanceof ScriptApiException;
    String text = failure.getMessage() == null ? "" : failure.getMessage();
    return cut(known ? text : withType(failure, text));
  }

  private static String withType(Throwable failure, String text) {
    String type = failure.getClass().getSimpleName();
    return text.isEmpty() ? type : type + ": " + text;
  }

  private static String typeName(Class<?> type) {
    if (type == null) {
      return "null";
    }
    return FunctionScript.class.isAssignableFrom(type) ? "the script" : type.getSimpleName();
  }

  private static String cut(String text) {
    return text.length() > MAX_MESSAGE ? text.substring(0, MAX_MESSAGE) + "..." : text;
  }
}
