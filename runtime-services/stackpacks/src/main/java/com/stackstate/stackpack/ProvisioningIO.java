package com.stackstate.stackpack;

/**
 * An action that does nothing until the platform runs it.
 *
 * @param <T> what it yields; scripts write {@code scala.Unit}
 */
public final class ProvisioningIO<T> {
  /** What an action does. */
  @FunctionalInterface
  public interface Action {
    void run() throws Exception;
  }

  private final Action action;

  private ProvisioningIO(Action action) {
    this.action = action;
  }

  public static <T> ProvisioningIO<T> of(Action action) {
    return new ProvisioningIO<>(action);
  }

  public static <T> ProvisioningIO<T> nothing() {
    return new ProvisioningIO<>(() -> {});
  }

  /** {@code this >> next}: the next one runs after this one and sees what it did. */
  public <N> ProvisioningIO<N> rightShift(ProvisioningIO<N> next) {
    return new ProvisioningIO<>(
        () -> {
          run();
          next.run();
        });
  }

  public void run() throws Exception {
    action.run();
  }
}
