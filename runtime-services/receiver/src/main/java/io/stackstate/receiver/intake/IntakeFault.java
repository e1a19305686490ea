package io.stackstate.receiver.intake;

/** A message that cannot be accepted as a whole; sending it again would not help. */
public final class IntakeFault extends Exception {
  private final String path;
  private final String excerpt;
  private final String apiKey;

  IntakeFault(String path, String message, String excerpt) {
    super(message);
    this.path = path;
    this.excerpt = excerpt;
    apiKey = null;
  }

  private IntakeFault(IntakeFault fault, String apiKey) {
    super(fault.getMessage(), fault);
    path = fault.path;
    excerpt = fault.excerpt;
    this.apiKey = apiKey;
  }

  IntakeFault withKey(String key) {
    return new IntakeFault(this, key);
  }

  /** The key in the body, as far as the body was read; null when there is none. */
  public String apiKey() {
    return apiKey;
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
