package io.stackstate.operator.k8s;

/** Hears of writes, for metrics and events. Thread-safe; must not throw. */
public interface WriteListener {
  /** An object is as desired. */
  void written(Written.Op op, ObjectId id);

  /** The API server did not do what it was asked. */
  void failed(ObjectId id);

  /** Somebody had changed a field that is ours. */
  void driftCorrected(ObjectId id);

  /** An object that is not desired any more was deleted. */
  void pruned(ObjectId id);
}
