package io.stackstate.receiver.intake;

/** A message that cannot be accepted as a whole; sending it again would not help. */
public final class IntakeFault extends Exception {
  private final String path;
  private final String excerpt;
  private final String apiKey;
  private final String internalHostname;

  /**
   * @param path where in the body; empty for the body itself
   * @param excerpt of the text around the fault, or empty
   */
  public IntakeFault(String path, String message, String excerpt) {
    super(message);
    this.path = path;
    this.excerpt = excerpt;
    apiKey = null;
    internalHostname = null;
  }

  private IntakeFault(IntakeFault fault, String apiKey, String internalHostname) {
    super(fault.getMessage(), fault);
    path = fault.path;
    excerpt = fault.excerpt;
    this.apiKey = apiKey;
    this.internalHostname = internalHostname;
  }

  /** With what the message said of its sender before the fault. */
  IntakeFault from(String key, String host) {
    return new IntakeFault(this, key, host);
  }

  /** The key in the body, as far as the body was read; null when there is none. */
  public String apiKey() {
    return apiKey;
  }

  /** Who sent it, as far as the body was read; null when it did not say. */
  public String internalHostname() {
    return internalHostname;
  }

  /** Where in the JSON, as in {@code topologies[0].instance.type}; empty for the message itself. */
  public String path() {
    return path;
  }

  /** The text around the fault, unredacted: for a log that redacts keys. */
  public String excerpt() {
    return excerpt;
  }
}
