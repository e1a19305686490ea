package io.stackstate.server.role;

import java.util.Optional;

/**
 * A role without which the platform is useful all the same: its absence is reported as {@code
 * degraded}, and neither keeps the process from being ready nor ends it.
 */
public record OptionalRole(Role role) implements Role {
  @Override
  public String name() {
    return role.name();
  }

  @Override
  public void start() throws Exception {
    role.start();
  }

  @Override
  public boolean ready() {
    return role.ready();
  }

  @Override
  public String reason() {
    return role.reason();
  }

  @Override
  public Optional<Throwable> failure() {
    return role.failure();
  }

  @Override
  public boolean required() {
    return false;
  }

  @Override
  public void close() {
    role.close();
  }
}
