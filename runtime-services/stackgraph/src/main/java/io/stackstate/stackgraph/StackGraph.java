package io.stackstate.stackgraph;

import com.typesafe.config.Config;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.Component;
import io.stackstate.topology.TopologySnapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The versioned graph: the change log folded into JanusGraph, as the current graph (vertices and
 * edges) and as its history (time slices), with the settings nodes. Design, section 4.
 */
public final class StackGraph implements AutoCloseable {

  private StackGraph() {}

  /**
   * Opens the store in a directory, which is made when it does not exist. One process owns it.
   *
   * @throws StackGraphException when the directory is in use, broken or not writable, or when a
   *     newer program made it
   */
  public static StackGraph open(Config config, Path directory) {
    throw new UnsupportedOperationException();
  }

  /** The topology as it was at an instant; for an instant in the future the newest applied one. */
  public TopologySnapshot at(long timeMillis) throws DataUnavailableException {
    throw new UnsupportedOperationException();
  }

  /** A component as it was at an instant. */
  public Optional<Component> component(long id, long timeMillis) throws DataUnavailableException {
    throw new UnsupportedOperationException();
  }

  /** Applies commits in order of number, all in one transaction, with where to resume after. */
  public void apply(List<Commit> commits, long resumeOffset) {
    throw new UnsupportedOperationException();
  }

  /** The offset of the change log at which to resume; 0 before the first commit. */
  public long resumeOffset() {
    throw new UnsupportedOperationException();
  }

  /** The number of the newest commit that the graph holds; -1 before the first. */
  public long appliedCommit() {
    throw new UnsupportedOperationException();
  }

  /** The time of that commit, epoch milliseconds; 0 before the first. */
  public long appliedTimeMillis() {
    throw new UnsupportedOperationException();
  }

  public SettingsStore settings() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
