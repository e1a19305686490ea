package io.stackstate.api.settings;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.api.auth.Caller;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.ApiException;
import io.stackstate.model.handler.HandlerDefinition;
import io.stackstate.stackpacks.settings.Catalogue;
import io.stackstate.stackpacks.settings.Content;
import io.stackstate.stackpacks.settings.Field;
import io.stackstate.stackpacks.settings.HandlerFunctions;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.NodeType;
import io.stackstate.stackpacks.stj.ImportPlan;
import io.stackstate.stackpacks.stj.NodeChange;
import java.util.List;
import java.util.Objects;

/**
 * Who may bring code into settings: functions run, confined, inside of the services (design,
 * section 5), so their scripts come from administrators alone. Whoever else may update settings may
 * change all of them but the scripts.
 */
final class CodeRule {
  private CodeRule() {}

  /**
   * @throws ApiException 403 naming the node whose script the caller may not bring
   */
  static void require(Caller caller, ImportPlan plan) {
    for (NodeChange change : plan.changes()) {
      if (!caller.isUnrestricted() && bringsCode(change)) {
        throw ApiException.of(
            403,
            "not permitted: %s has a script that is not there yet; scripts of functions need the"
                    .formatted(change.node().label())
                + " permission "
                + Permission.EVERYTHING.text());
      }
    }
  }

  private static boolean bringsCode(NodeChange change) {
    boolean written =
        change.kind() == NodeChange.Kind.CREATED || change.kind() == NodeChange.Kind.UPDATED;
    return written && (bringsScript(change) || bringsBody(change));
  }

  /** An event handler may have functions of its own. */
  private static boolean bringsBody(NodeChange change) {
    if (!change.after().type().equals(HandlerDefinition.NODE_TYPE)) {
      return false;
    }
    List<String> known =
        change.before() == null ? List.of() : HandlerFunctions.bodies(change.before().content());
    return !known.containsAll(HandlerFunctions.bodies(change.after().content()));
  }

  private static boolean bringsScript(NodeChange change) {
    return Catalogue.get().type(change.after().type()).stream()
        .map(NodeType::fields)
        .flatMap(fields -> fields.values().stream())
        .filter(field -> field.kind() == Field.Kind.GROOVY)
        .map(Field::name)
        .anyMatch(field -> isNew(change.before(), change.after(), field));
  }

  private static boolean isNew(Node before, Node after, String field) {
    String script = script(after, field);
    return script != null && (before == null || !Objects.equals(script, script(before, field)));
  }

  private static String script(Node node, String field) {
    JsonNode body = node.content().path(field);
    return Content.script(body);
  }
}
