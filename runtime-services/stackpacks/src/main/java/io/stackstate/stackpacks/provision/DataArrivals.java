package io.stackstate.stackpacks.provision;

/** Tells when data arrives on a topic. */
public interface DataArrivals {
  /**
   * Calls {@code onData} once, on a thread of its own, as soon as the topic has a message that is
   * newer than {@code sinceMillis}. The topic need not exist yet.
   */
  Subscription subscribe(String topic, long sinceMillis, Runnable onData);

  /** Ends the wait. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
