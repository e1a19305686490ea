package io.stackstate.synchronization.external;

import io.stackstate.synchronization.event.ElementEvents;

/** What the external topologies of all synchronizations share. Not thread-safe, like all here. */
final class Workspace {
  final ElementIds ids = new ElementIds();
  final IdentifierIndex index = new IdentifierIndex();
  final Pending pending = new Pending();
  final Fingerprint fingerprint = new Fingerprint();
  final NamesInUse names;
  final ElementEvents events;

  Workspace(NamesInUse names, ElementEvents events) {
    this.names = names;
    this.events = events;
  }
}
