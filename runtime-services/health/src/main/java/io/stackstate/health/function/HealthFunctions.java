package io.stackstate.health.function;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.functions.FunctionCompiler;
import io.stackstate.health.element.RuleBook;
import io.stackstate.health.propagation.Rule;
import io.stackstate.health.propagation.Surroundings;
import io.stackstate.health.view.ViewContent;
import io.stackstate.health.view.ViewRule;
import io.stackstate.model.settings.SettingsNodeName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The propagation functions and the functions of view health, as the settings have them now. One
 * thread.
 */
public final class HealthFunctions implements RuleBook, ViewRule {
  private static final String PROPAGATION = "PropagationFunction";
  private static final String VIEW_HEALTH = "ViewHealthStateConfigurationFunction";
  private static final String COMPONENT_TYPE = "ComponentType";
  private static final String RELATION_TYPE = "RelationType";

  /** The types of the settings nodes that it wants to be told of. */
  public static final Set<String> TYPES =
      Set.of(PROPAGATION, VIEW_HEALTH, COMPONENT_TYPE, RELATION_TYPE);

  private static final int CACHED_RULES = 10_000;

  private final FunctionCompiler compiler;
  private final Map<Long, PropagationFunction> propagation = new HashMap<>();
  private final Map<Long, ViewFunction> views = new HashMap<>();
  private final TypeNames componentTypes = new TypeNames();
  private final TypeNames relationTypes = new TypeNames();
  private final Set<Long> changed = new HashSet<>();
  private final Map<String, FunctionRule> rules =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, FunctionRule> eldest) {
          return size() > CACHED_RULES;
        }
      };

  public HealthFunctions(FunctionCompiler compiler) {
    this.compiler = compiler;
  }

  /** New check functions, for another thread: they are told of changes there. */
  public ScriptedChecks checks() {
    return new ScriptedChecks(compiler);
  }

  /**
   * A settings node has changed.
   *
   * @param node null when it is gone
   */
  public void put(String type, long id, SettingsNodeName node) {
    switch (type) {
      case PROPAGATION -> {
        changed.add(id);
        propagation.remove(id);
        if (node != null) {
          propagation.put(id, PropagationFunction.read(node.definition(), compiler));
        }
      }
      case VIEW_HEALTH -> {
        changed.add(id);
        views.remove(id);
        if (node != null) {
          views.put(id, ViewFunction.read(node.definition(), compiler));
        }
      }
      case COMPONENT_TYPE -> type(componentTypes, id, node);
      case RELATION_TYPE -> type(relationTypes, id, node);
      default -> {
        // Of no concern here.
      }
    }
  }

  /** Arguments may refer to the type, and it is not known which. */
  private void type(TypeNames types, long id, SettingsNodeName node) {
    types.put(id, node == null ? null : node.name());
    changed.addAll(propagation.keySet());
    changed.addAll(views.keySet());
  }

  /** The functions that have changed since the last call, by id; those that are gone included. */
  public Set<Long> takeChanged() {
    Set<Long> taken = Set.copyOf(changed);
    changed.clear();
    return taken;
  }

  @Override
  public Rule rule(String text) {
    return rules.computeIfAbsent(text, t -> FunctionRule.read(t, this));
  }

  Rule.Verdict decide(long function, JsonNode arguments, Surroundings around) {
    PropagationFunction found = propagation.get(function);
    return found == null
        ? Rule.Verdict.failed("propagation function %d does not exist".formatted(function))
        : found.decide(around, arguments, componentTypes, relationTypes);
  }

  @Override
  public ViewRule.Verdict decide(long function, JsonNode arguments, ViewContent content) {
    ViewFunction found = views.get(function);
    return found == null
        ? ViewRule.Verdict.failed("function %d does not exist".formatted(function))
        : found.decide(content, arguments, componentTypes, relationTypes);
  }
}
