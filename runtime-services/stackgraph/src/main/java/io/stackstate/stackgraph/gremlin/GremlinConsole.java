package io.stackstate.stackgraph.gremlin;

import static io.stackstate.stackgraph.gremlin.GremlinException.Reason.FAILED;
import static io.stackstate.stackgraph.gremlin.GremlinException.Reason.TOO_LARGE;

import io.stackstate.stackgraph.store.GraphDatabase;
import io.stackstate.stackgraph.store.GraphTransaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.tinkerpop.gremlin.process.traversal.Traversal;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.GraphTraversalSource;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.__;
import org.apache.tinkerpop.gremlin.process.traversal.strategy.decoration.SubgraphStrategy;
import org.apache.tinkerpop.gremlin.process.traversal.strategy.verification.ReadOnlyStrategy;
import org.apache.tinkerpop.gremlin.process.traversal.strategy.verification.VerificationException;
import org.apache.tinkerpop.gremlin.structure.Vertex;
import org.apache.tinkerpop.gremlin.structure.io.graphson.GraphSONMapper;
import org.apache.tinkerpop.gremlin.structure.io.graphson.GraphSONVersion;
import org.apache.tinkerpop.gremlin.structure.io.graphson.TypeInfo;
import org.apache.tinkerpop.shaded.jackson.databind.ObjectMapper;

/**
 * Runs traversals on the current graph: components as vertices and relations as edges, nothing of
 * history and settings. That nothing is written is ensured three times: by the steps that are
 * allowed, by Gremlin's own strategy, and by a transaction that only reads and is rolled back.
 *
 * <p>A traversal takes no locks and keeps no writer waiting; it may therefore see part of a commit
 * that is applied while it runs. Thread-safe.
 */
public final class GremlinConsole {
  private static final int MAX_BYTES = 32 << 20;

  private final GraphDatabase database;
  private final ObjectMapper typed = mapper(TypeInfo.PARTIAL_TYPES);
  private final ObjectMapper untyped = mapper(TypeInfo.NO_TYPES);

  public GremlinConsole(GraphDatabase database) {
    this.database = database;
  }

  /**
   * Runs a traversal in the caller's thread.
   *
   * @throws GremlinException when it has no answer
   */
  public GremlinAnswer run(GremlinRequest request, GremlinLimits limits) throws GremlinException {
    try {
      return database.read(
          transaction -> {
            try {
              return run(request, limits, transaction);
            } catch (GremlinException e) {
              throw new NoAnswer(e);
            }
          });
    } catch (NoAnswer e) {
      throw e.reason;
    }
  }

  /** Carries the reason out of the transaction. */
  private static final class NoAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final GremlinException reason;

    NoAnswer(GremlinException reason) {
      super(null, reason, false, false);
      this.reason = reason;
    }
  }

  private GremlinAnswer run(
      GremlinRequest request, GremlinLimits limits, GraphTransaction transaction)
      throws GremlinException {
    Watch watch = new Watch(limits);
    GraphTraversalSource g =
        transaction
            .traversal()
            .withStrategies(
                ReadOnlyStrategy.instance(),
                componentsOnly(transaction),
                new Guard(watch, transaction));
    Traversal.Admin<?, ?> traversal = TraversalText.read(request.text(), request.bindings(), g);
    // The source's own strategies are the first of the instructions.
    PermittedSteps.require(traversal.getBytecode(), g.getBytecode());
    try (traversal) {
      return answer(traversal, limits, watch, request.typed() ? typed : untyped);
    } catch (Watch.StopException e) {
      throw e.told();
    } catch (VerificationException e) {
      throw new GremlinException(GremlinException.Reason.FORBIDDEN, "not permitted: " + line(e), e);
    } catch (GremlinException e) {
      throw e;
    } catch (Exception | StackOverflowError e) {
      throw new GremlinException(FAILED, "the traversal failed: " + line(e), e);
    }
  }

  private static GremlinAnswer answer(
      Traversal.Admin<?, ?> traversal, GremlinLimits limits, Watch watch, ObjectMapper mapper)
      throws GremlinException {
    List<Object> results = new ArrayList<>();
    Results plain = new Results();
    boolean more = traversal.hasNext();
    while (more && results.size() < limits.maxResults()) {
      results.add(plain.plain(traversal.next()));
      watch.look();
      more = traversal.hasNext();
    }
    return new GremlinAnswer(write(results, mapper), results.size(), !more);
  }

  private static byte[] write(List<Object> results, ObjectMapper mapper) throws GremlinException {
    BoundedBytes bytes = new BoundedBytes();
    try {
      mapper.writeValue(bytes, results);
    } catch (IOException | UncheckedIOException e) {
      if (bytes.isFull) {
        throw new GremlinException(
            TOO_LARGE, "the answer has more than " + MAX_BYTES + " bytes", e);
      }
      throw new GremlinException(FAILED, "the answer cannot be written: " + line(e), e);
    }
    return bytes.toByteArray();
  }

  private static SubgraphStrategy componentsOnly(GraphTransaction transaction) {
    return SubgraphStrategy.build()
        .checkAdjacentVertices(false)
        .vertices(__.<Vertex>filter(vertex -> transaction.isComponent(vertex.get())))
        .create();
  }

  private static ObjectMapper mapper(TypeInfo types) {
    return GraphSONMapper.build()
        .version(GraphSONVersion.V3_0)
        .typeInfo(types)
        .create()
        .createMapper();
  }

  private static String line(Throwable e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return message.lines().findFirst().orElse("").strip();
  }

  private static final class BoundedBytes extends ByteArrayOutputStream {
    private boolean isFull;

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      if (size() + length > MAX_BYTES) {
        isFull = true;
        throw new UncheckedIOException(new IOException("full"));
      }
      super.write(bytes, offset, length);
    }
  }
}
