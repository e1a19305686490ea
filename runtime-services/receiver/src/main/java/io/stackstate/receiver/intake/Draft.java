package io.stackstate.receiver.intake;

/**
 * An element that was read but may lack what the rest of the message says: the host and the time
 * may stand behind the elements in the JSON.
 */
public interface Draft {
  Kind kind();

  /** Where it stands in the message. */
  String path();

  /** An estimate of the bytes of heap that this draft holds. */
  int weight();

  /** When it happened, epoch milliseconds; the collection time when it does not say itself. */
  long timeMillis(Envelope envelope);

  OutgoingRecord complete(Envelope envelope);
}
