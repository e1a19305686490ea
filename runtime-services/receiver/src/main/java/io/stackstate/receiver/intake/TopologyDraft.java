package io.stackstate.receiver.intake;

import java.nio.charset.StandardCharsets;

/** A topology element whose payload is JSON already; only the envelope is put around it. */
record TopologyDraft(Kind kind, String path, Instance instance, byte[] key, byte[] payload)
    implements Draft {
  /** Heap of the objects around key and payload, about. */
  static final int OVERHEAD = 200;

  private static final byte[] HEAD =
      "{\"TopologyElement\":{\"payload\":".getBytes(StandardCharsets.US_ASCII);

  @Override
  public int weight() {
    return key.length + payload.length + OVERHEAD;
  }

  @Override
  public long timeMillis(Envelope envelope) {
    return envelope.collectionMillis();
  }

  @Override
  public OutgoingRecord complete(Envelope envelope) {
    byte[] tail = envelope.topologyTail();
    byte[] value = new byte[HEAD.length + payload.length + tail.length];
    System.arraycopy(HEAD, 0, value, 0, HEAD.length);
    System.arraycopy(payload, 0, value, HEAD.length, payload.length);
    System.arraycopy(tail, 0, value, HEAD.length + payload.length, tail.length);
    return new OutgoingRecord(instance.topic(), key, value, instance.json());
  }
}
