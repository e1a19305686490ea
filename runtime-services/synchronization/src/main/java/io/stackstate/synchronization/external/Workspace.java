package io.stackstate.synchronization.external;

/** What the external topologies of all synchronizations share. Not thread-safe, like all here. */
final class Workspace {
  final ElementIds ids = new ElementIds();
  final IdentifierIndex index = new IdentifierIndex();
  final Pending pending = new Pending();
  final Fingerprint fingerprint = new Fingerprint();
  final NamesInUse names;

  Workspace(NamesInUse names) {
    this.names = names;
  }
}
