package io.stackstate.stackgraph.gremlin;

import static io.stackstate.stackgraph.gremlin.GremlinException.Reason.FORBIDDEN;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.tinkerpop.gremlin.process.traversal.Bytecode;
import org.apache.tinkerpop.gremlin.process.traversal.P;
import org.apache.tinkerpop.gremlin.process.traversal.Text;
import org.apache.tinkerpop.gremlin.process.traversal.util.ConnectiveP;

/**
 * Which steps a traversal may have: those that read. A list of what is allowed, so that a step that
 * a later version of Gremlin brings is refused until somebody looked at it; above all, nobody can
 * take away the strategies that keep a traversal within its limits.
 */
final class PermittedSteps {
  private static final Set<String> SOURCES =
      Set.of("withSack", "withSideEffect", "withPath", "withBulk");

  private static final Set<String> WRITES =
      Set.of("addV", "addE", "mergeV", "mergeE", "property", "drop");

  /**
   * Not among them are those that make one value out of two: a text of a few lines would fill the
   * memory by doubling with {@code concat}, {@code combine} or {@code product}.
   */
  private static final Set<String> STEPS =
      Set.copyOf(
          Arrays.asList(
              ("V E inject union aggregate all and any as barrier both bothE bothV branch by cap"
                      + " choose coalesce coin constant count cyclicPath dedup difference disjunct"
                      + " element elementMap emit filter flatMap fold from group groupCount has"
                      + " hasId hasKey hasLabel hasNot hasValue id identity in inE inV index"
                      + " intersect is key label length limit local loops lTrim map match math max"
                      + " mean min none not optional option or order otherV out outE outV path"
                      + " project properties propertyMap range repeat reverse rTrim sack sample"
                      + " select sideEffect simplePath skip store substring sum tail timeLimit"
                      + " times to toE toLower toUpper toV tree trim unfold until value valueMap"
                      + " values where with")
                  .split(" ")));

  /** Those that put what they get into a value: nested, what is shown doubles with each. */
  private static final Set<String> BUILD =
      Set.of("cap", "fold", "group", "groupCount", "path", "project", "select", "tree");

  private static final int MAX_BUILD = 8;

  private int built;

  private PermittedSteps() {}

  /**
   * Refuses a traversal that has another step somewhere.
   *
   * @param start what the source of the traversal had before anybody added to it
   */
  static void require(Bytecode bytecode, Bytecode start) throws GremlinException {
    List<Bytecode.Instruction> sources = bytecode.getSourceInstructions();
    new PermittedSteps()
        .require(
            sources.subList(start.getSourceInstructions().size(), sources.size()), bytecode, false);
  }

  private void require(List<Bytecode.Instruction> sources, Bytecode bytecode, boolean repeated)
      throws GremlinException {
    for (Bytecode.Instruction source : sources) {
      requireOneOf(SOURCES, source.getOperator());
      requireArguments(source.getArguments(), repeated);
    }
    for (Bytecode.Instruction step : bytecode.getStepInstructions()) {
      String name = step.getOperator();
      requireOneOf(STEPS, name);
      if (BUILD.contains(name)) {
        requireFew(name, repeated);
      }
      requireArguments(step.getArguments(), repeated || name.equals("repeat"));
    }
  }

  private void requireFew(String name, boolean repeated) throws GremlinException {
    if (repeated) {
      throw new GremlinException(FORBIDDEN, name + "() is not offered within repeat()");
    }
    if (++built > MAX_BUILD) {
      throw new GremlinException(
          FORBIDDEN, "more than " + MAX_BUILD + " steps like " + name + "() are not offered");
    }
  }

  private static void requireOneOf(Set<String> permitted, String name) throws GremlinException {
    if (WRITES.contains(name)) {
      throw new GremlinException(
          FORBIDDEN, name + "() is not permitted: the graph can only be read here");
    }
    if (!permitted.contains(name)) {
      throw new GremlinException(FORBIDDEN, name + "() is not offered here");
    }
  }

  private void requireArguments(Object[] arguments, boolean repeated) throws GremlinException {
    for (Object argument : arguments) {
      requireArgument(argument, repeated);
    }
  }

  private void requireArgument(Object argument, boolean repeated) throws GremlinException {
    if (argument instanceof Bytecode nested) {
      require(nested.getSourceInstructions(), nested, repeated);
    } else if (argument instanceof Bytecode.Binding<?> binding) {
      requireArgument(binding.value(), repeated);
    } else if (argument instanceof Collection<?> items) {
      for (Object item : items) {
        requireArgument(item, repeated);
      }
    } else if (argument instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        requireArgument(entry.getKey(), repeated);
        requireArgument(entry.getValue(), repeated);
      }
    } else if (argument instanceof ConnectiveP<?> connective) {
      for (P<?> predicate : connective.getPredicates()) {
        requireArgument(predicate, repeated);
      }
    } else if (argument instanceof P<?> predicate
        && predicate.getBiPredicate() instanceof Text.RegexPredicate) {
      throw new GremlinException(
          FORBIDDEN,
          "TextP.regex() is not offered here: an expression can take for ever; see"
              + " TextP.containing()");
    }
  }
}
