package io.stackstate.stackgraph;

/**
 * The store does not answer now; the same call may work later. What is in memory, as the present,
 * is not concerned. Only a store on other machines can be away.
 */
public final class StoreUnavailableException extends StackGraphException {

  public StoreUnavailableException(String message) {
    super(message);
  }

  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
