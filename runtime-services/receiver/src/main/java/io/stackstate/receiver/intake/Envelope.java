package io.stackstate.receiver.intake;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;

/** What holds for all elements of one message. Immutable. */
public final class Envelope {
  private final String internalHostname;
  private final long collectionMillis;
  private final long receivedMillis;
  private final byte[] topologyTail;

  /**
   * @param internalHostname the host that sent it; empty where the format has none (series, check
   *     runs)
   * @param collectionMillis when it was collected, epoch milliseconds; the time of receipt if it
   *     does not say
   * @param receivedMillis when it arrived, epoch milliseconds
   */
  public Envelope(String internalHostname, long collectionMillis, long receivedMillis) {
    this.internalHostname = internalHostname;
    this.collectionMillis = collectionMillis;
    this.receivedMillis = receivedMillis;
    String host = new String(JsonStringEncoder.getInstance().quoteAsString(internalHostname));
    topologyTail =
        (",\"internalHostname\":\""
                + host
                + "\",\"collectionTimestamp\":"
                + collectionMillis
                + ",\"ingestionTimestamp\":"
                + receivedMillis
                + "}}")
            .getBytes(StandardCharsets.UTF_8);
  }

  public String internalHostname() {
    return internalHostname;
  }

  public long collectionMillis() {
    return collectionMillis;
  }

  public long receivedMillis() {
    return receivedMillis;
  }

  /** The end of every topology record of the message, made once. */
  byte[] topologyTail() {
    return topologyTail;
  }

  /** {@code host}, or the sender when it is empty or missing. */
  String hostOr(String host) {
    return host == null || host.isEmpty() ? internalHostname : host;
  }

  /** {@code millis}, or the collection time when it is absent ({@link PendingDraft#NO_TIME}). */
  long timeOr(long millis) {
    return millis == PendingDraft.NO_TIME ? collectionMillis : millis;
  }
}
