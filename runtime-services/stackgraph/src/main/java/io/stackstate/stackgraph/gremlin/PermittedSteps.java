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

  private static final Set<String> STEPS =
      Set.copyOf(
          Arrays.asList(
              ("V E inject union aggregate all and any as barrier both bothE bothV branch by cap"
                      + " choose coalesce coin combine concat conjoin constant count cyclicPath"
                      + " dedup difference disjunct element elementMap emit filter flatMap fold"
                      + " from group groupCount has hasId hasKey hasLabel hasNot hasValue id"
                      + " identity in inE inV index intersect is key label length limit local"
                      + " loops lTrim map match math max mean merge min none not optional option"
                      + " or order otherV out outE outV path product project properties"
                      + " propertyMap range repeat reverse rTrim sack sample select sideEffect"
                      + " simplePath skip store substring sum tail timeLimit times to toE toLower"
                      + " toUpper toV tree trim unfold until value valueMap values where with")
                  .split(" ")));

  private PermittedSteps() {}

  /**
   * Refuses a traversal that has another step somewhere.
   *
   * @param start what the source of the traversal had before anybody added to it
   */
  static void require(Bytecode bytecode, Bytecode start) throws GremlinException {
    List<Bytecode.Instruction> sources = bytecode.getSourceInstructions();
    require(sources.subList(start.getSourceInstructions().size(), sources.size()), bytecode);
  }

  private static void require(List<Bytecode.Instruction> sources, Bytecode bytecode)
      throws GremlinException {
    for (Bytecode.Instruction source : sources) {
      requireOneOf(SOURCES, source.getOperator());
      requireArguments(source.getArguments());
    }
    for (Bytecode.Instruction step : bytecode.getStepInstructions()) {
      requireOneOf(STEPS, step.getOperator());
      requireArguments(step.getArguments());
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

  private static void requireArguments(Object[] arguments) throws GremlinException {
    for (Object argument : arguments) {
      requireArgument(argument);
    }
  }

  private static void requireArgument(Object argument) throws GremlinException {
    if (argument instanceof Bytecode nested) {
      require(nested.getSourceInstructions(), nested);
    } else if (argument instanceof Bytecode.Binding<?> binding) {
      requireArgument(binding.value());
    } else if (argument instanceof Collection<?> items) {
      for (Object item : items) {
        requireArgument(item);
      }
    } else if (argument instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        requireArgument(entry.getKey());
        requireArgument(entry.getValue());
      }
    } else if (argument instanceof ConnectiveP<?> connective) {
      for (P<?> predicate : connective.getPredicates()) {
        requireArgument(predicate);
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
