package io.stackstate.stackgraph.store;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import org.janusgraph.diskstorage.TemporaryBackendException;

/** What lies behind the failures of the store's libraries. */
final class Causes {
  private Causes() {}

  /** The innermost message, cut to one line. */
  static String line(Throwable e) {
    String line = e.toString();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
        line = cause.getMessage();
      }
    }
    return line.lines().findFirst().orElse(line).strip();
  }

  /** Whether the store may answer the same question later. */
  static boolean isTemporary(Throwable e) {
    boolean temporary = false;
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof QueryValidationException || isRefusedLogin(cause)) {
        return false;
      }
      if (cause instanceof AllNodesFailedException nodes && refusesUs(nodes)) {
        return false;
      }
      temporary |= cause instanceof TemporaryBackendException || cause instanceof DriverException;
    }
    return temporary;
  }

  private static boolean refusesUs(AllNodesFailedException failure) {
    return failure.getAllErrors().values().stream()
        .flatMap(errors -> errors.stream())
        .anyMatch(Causes::isRefusedLogin);
  }

  /** Not when Cassandra could not look the user up, because nodes that know of it are away. */
  static boolean isRefusedLogin(Throwable e) {
    return e instanceof AuthenticationException
        && !e.getMessage().contains("Unable to perform authentication");
  }

  /** As {@link #line}, and of a node that could not be reached what it said. */
  static String ofConnection(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof AllNodesFailedException nodes) {
        return nodes.getAllErrors().values().stream()
            .flatMap(errors -> errors.stream())
            .map(Causes::line)
            .findFirst()
            .orElse("no node can be asked");
      }
    }
    return line(e);
  }
}
