package io.stackstate.synchronization.external;

import io.stackstate.model.change.Component;
import io.stackstate.model.change.Relation;
import io.stackstate.model.intake.TopologyElement;
import io.stackstate.model.settings.SyncSettings;
import io.stackstate.model.settings.SyncStatus;
import java.util.ArrayList;
import java.util.List;

/** What a stream that is read once, without a crash, must lead to. */
public final class StreamModel {
  private final Fixture fixture = new Fixture();

  public StreamModel(SyncSettings... syncs) {
    for (SyncSettings sync : syncs) {
      fixture.configure(sync);
    }
  }

  public void accept(SyncSettings sync, TopologyElement element) {
    List<IntakeRecord> stream = fixture.streams.computeIfAbsent(sync.id(), id -> new ArrayList<>());
    IntakeRecord record =
        new IntakeRecord(
            stream.size(),
            element.ingestionTimestamp(),
            element.internalHostname(),
            element.payload());
    stream.add(record);
    fixture.synchronizer.accept(sync.id(), record, element.ingestionTimestamp());
  }

  /** Changes the settings, with all that follows from that. */
  public void configure(SyncSettings sync) {
    fixture.configure(sync).readAgain();
  }

  public void finish() {
    fixture.drain();
  }

  public List<Component> components() {
    return fixture.components();
  }

  public List<Relation> relations() {
    return fixture.relations();
  }

  public SyncStatus status(SyncSettings sync) {
    return fixture.status(sync.id());
  }
}
