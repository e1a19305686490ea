package io.stackstate.stackgraph.gremlin;

import io.stackstate.stackgraph.store.GraphTransaction;
import java.util.ArrayList;
import java.util.List;
import org.apache.tinkerpop.gremlin.process.traversal.Step;
import org.apache.tinkerpop.gremlin.process.traversal.Traversal;
import org.apache.tinkerpop.gremlin.process.traversal.TraversalStrategy;
import org.apache.tinkerpop.gremlin.process.traversal.Traverser;
import org.apache.tinkerpop.gremlin.process.traversal.step.branch.RepeatStep;
import org.apache.tinkerpop.gremlin.process.traversal.step.filter.FilterStep;
import org.apache.tinkerpop.gremlin.process.traversal.step.map.EdgeOtherVertexStep;
import org.apache.tinkerpop.gremlin.process.traversal.step.map.EdgeVertexStep;
import org.apache.tinkerpop.gremlin.process.traversal.step.map.GraphStep;
import org.apache.tinkerpop.gremlin.process.traversal.step.map.PropertiesStep;
import org.apache.tinkerpop.gremlin.process.traversal.step.map.VertexStep;
import org.apache.tinkerpop.gremlin.process.traversal.strategy.AbstractTraversalStrategy;
import org.apache.tinkerpop.gremlin.process.traversal.util.TraversalHelper;
import org.apache.tinkerpop.gremlin.structure.Vertex;

/**
 * Puts a step behind every step that brings elements, and into every loop, that counts, looks at
 * the time and lets no vertex but a component's through. By that, a traversal ends without its
 * thread being interrupted: an interrupt in the middle of a read makes BerkeleyDB JE close the
 * whole store.
 *
 * <p>It also keeps JanusGraph from pulling filters into its scans, which would then run for as long
 * as they find nothing.
 */
final class Guard extends AbstractTraversalStrategy<TraversalStrategy.DecorationStrategy>
    implements TraversalStrategy.DecorationStrategy {
  private static final long serialVersionUID = 1L;

  private final transient Watch watch;
  private final transient GraphTransaction transaction;

  Guard(Watch watch, GraphTransaction transaction) {
    this.watch = watch;
    this.transaction = transaction;
  }

  @Override
  public void apply(Traversal.Admin<?, ?> traversal) {
    List<Step<?, ?>> watched = new ArrayList<>();
    for (Step<?, ?> step : traversal.getSteps()) {
      if (bringsElements(step)) {
        watched.add(step);
      }
    }
    for (Step<?, ?> step : watched) {
      insertAfter(step, traversal);
    }
    if (traversal.getParent() instanceof RepeatStep) {
      traversal.addStep(0, new WatchStep(traversal));
    }
  }

  private static boolean bringsElements(Step<?, ?> step) {
    return step instanceof GraphStep
        || step instanceof VertexStep
        || step instanceof EdgeVertexStep
        || step instanceof EdgeOtherVertexStep
        || step instanceof PropertiesStep;
  }

  private void insertAfter(Step<?, ?> step, Traversal.Admin<?, ?> traversal) {
    WatchStep guard = new WatchStep(traversal);
    traversal.addStep(TraversalHelper.stepIndex(step, traversal) + 1, guard);
    // A label names what has passed, as it does with the filters of SubgraphStrategy.
    TraversalHelper.copyLabels(step, guard, true);
  }

  private final class WatchStep extends FilterStep<Object> {
    private static final long serialVersionUID = 1L;

    WatchStep(Traversal.Admin<?, ?> traversal) {
      super(traversal);
    }

    @Override
    protected boolean filter(Traverser.Admin<Object> traverser) {
      watch.passes();
      return !(traverser.get() instanceof Vertex vertex) || transaction.isComponent(vertex);
    }
  }
}
