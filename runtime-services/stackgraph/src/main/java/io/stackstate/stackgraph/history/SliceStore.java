package io.stackstate.stackgraph.history;

import io.stackstate.model.Json;
import io.stackstate.model.change.Commit;
import io.stackstate.stackgraph.StackGraphException;
import io.stackstate.stackgraph.store.GraphDatabase;
import io.stackstate.stackgraph.store.GraphSchema;
import io.stackstate.stackgraph.store.GraphTransaction;
import io.stackstate.stackgraph.store.VertexIds;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Where the catalogue and the pieces of history stand in the graph. */
final class SliceStore {
  private static final int DELETED_AT_ONCE = 200;

  /** The vertices of a slice: what the catalogue says, and the two kinds of pieces. */
  enum Kind {
    CATALOG,
    JOURNAL,
    BASE
  }

  private final GraphDatabase database;

  SliceStore(GraphDatabase database) {
    this.database = database;
  }

  /**
   * Reads the catalogue, which is empty in a new store.
   *
   * @throws StackGraphException when a newer program made the store
   */
  Catalog load() {
    return database.read(
        tx -> {
          Optional<byte[]> data = tx.data(VertexIds.ROOT);
          if (data.isEmpty()) {
            return new Catalog(Root.empty(GraphSchema.VERSION), new TreeMap<>());
          }
          Root root = read(data.get(), Root.class);
          if (root.schema() > GraphSchema.VERSION) {
            throw new StackGraphException(
                "the graph has layout version "
                    + root.schema()
                    + ", made by a newer program; this one knows "
                    + GraphSchema.VERSION);
          }
          TreeMap<Integer, Slice> slices = new TreeMap<>();
          for (int number = root.firstSlice(); number <= root.lastSlice(); number++) {
            slices.put(number, slice(tx, number));
          }
          return new Catalog(root, slices);
        });
  }

  private static Slice slice(GraphTransaction tx, int number) {
    return tx.data(id(number, Kind.CATALOG, 0))
        .map(data -> read(data, Slice.class))
        .orElseThrow(() -> new StackGraphException("the graph has lost time slice " + number));
  }

  void put(GraphTransaction tx, Root root) {
    tx.putData(VertexIds.ROOT, GraphSchema.ROOT, write(root));
  }

  void put(GraphTransaction tx, Slice slice) {
    tx.putData(id(slice.number(), Kind.CATALOG, 0), GraphSchema.HISTORY, write(slice));
  }

  /** Stores a piece instead of the one with the same number. */
  void replace(GraphTransaction tx, int slice, Kind kind, int chunk, List<Commit> commits) {
    tx.putData(id(slice, kind, chunk), GraphSchema.HISTORY, CommitCodec.encode(commits));
  }

  /** Stores a piece that does not exist yet. */
  void add(GraphTransaction tx, int slice, Kind kind, int chunk, List<Commit> commits) {
    tx.add(id(slice, kind, chunk), GraphSchema.HISTORY)
        .property(GraphSchema.DATA, CommitCodec.encode(commits));
  }

  List<Commit> chunk(int slice, Kind kind, int chunk) {
    byte[] data =
        database
            .read(tx -> tx.data(id(slice, kind, chunk)))
            .orElseThrow(
                () ->
                    new StackGraphException(
                        "the graph has lost piece " + chunk + " of time slice " + slice));
    return CommitCodec.decode(data);
  }

  /**
   * Removes all pieces of one kind, also those that a crash left behind: pieces are added from the
   * first to the last and removed from the last to the first, so there is never a gap.
   */
  void removeChunks(int slice, Kind kind) {
    int count = database.read(tx -> count(tx, slice, kind));
    while (count > 0) {
      int from = Math.max(0, count - DELETED_AT_ONCE);
      int to = count;
      database.write(
          tx -> {
            for (int chunk = from; chunk < to; chunk++) {
              tx.known(id(slice, kind, chunk)).remove();
            }
            return to;
          });
      count = from;
    }
  }

  private static int count(GraphTransaction tx, int slice, Kind kind) {
    int count = 0;
    while (tx.find(id(slice, kind, count)).isPresent()) {
      count++;
    }
    return count;
  }

  void removeSlice(int slice) {
    removeChunks(slice, Kind.JOURNAL);
    removeChunks(slice, Kind.BASE);
    database.write(
        tx -> {
          tx.find(id(slice, Kind.CATALOG, 0)).ifPresent(vertex -> vertex.remove());
          return slice;
        });
  }

  boolean exists(int slice) {
    return slice >= 0 && database.read(tx -> tx.data(id(slice, Kind.CATALOG, 0)).isPresent());
  }

  private static long id(int slice, Kind kind, int chunk) {
    return VertexIds.history(slice, kind.ordinal(), chunk);
  }

  private static byte[] write(Object value) {
    try {
      return Json.mapper().writeValueAsBytes(value);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T read(byte[] data, Class<T> type) {
    try {
      return Json.mapper().readValue(data, type);
    } catch (IOException e) {
      throw new StackGraphException("the catalogue of the graph cannot be read", e);
    }
  }
}
