package io.stackstate.api.auth.kubernetes;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A service account of a cluster. */
record ServiceAccount(String namespace, String name) {
  private static final Pattern USER = Pattern.compile("system:serviceaccount:([^:]+):([^:]+)");

  /** The one that a user name of Kubernetes stands for; empty for people and nodes. */
  static Optional<ServiceAccount> ofUser(String user) {
    Matcher matcher = USER.matcher(user);
    return matcher.matches()
        ? Optional.of(new ServiceAccount(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "service account " + namespace + "/" + name;
  }
}
