package io.stackstate.synchronization.program;

import io.stackstate.model.change.Component;
import io.stackstate.model.change.Relation;
import io.stackstate.synchronization.mapping.ElementException;
import io.stackstate.synchronization.mapping.ExtComponent;
import io.stackstate.synchronization.mapping.ExtRelation;
import io.stackstate.synchronization.mapping.MappedComponents;
import io.stackstate.synchronization.mapping.MappedRelations;
import io.stackstate.synchronization.mapping.PartIds;
import io.stackstate.synchronization.mapping.RelationMapper.Ends;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntToLongFunction;

/** Stage B with actions: from the element to what its template says. For one thread. */
final class TemplateMapper {
  private final Actions components;
  private final Actions relations;
  private final TemplateAnswer componentAnswer;
  private final TemplateAnswer relationAnswer;
  private final ElementStruct componentStruct = new ElementStruct("ExtTopoComponentType");
  private final ElementStruct relationStruct = new ElementStruct("ExtTopoRelationType");

  TemplateMapper(Actions components, Actions relations, SettingsNodes nodes) {
    this.components = components;
    this.relations = relations;
    this.componentAnswer = new TemplateAnswer(nodes, "Component");
    this.relationAnswer = new TemplateAnswer(nodes, "Relation");
  }

  MappedComponents component(IntToLongFunction ids, ExtComponent element) throws ElementException {
    Action action = components.of(element.type());
    action.render(componentStruct.of(element), componentAnswer.text());
    List<RenderedElement> rendered = componentAnswer.read(action.templateName());
    if (rendered.size() == 1) {
      RenderedElement only = rendered.get(0);
      return new MappedComponents(
          List.of(component(action, ids.applyAsLong(0), only, element)),
          action.strategy(),
          only.unexecuted());
    }
    List<Component> mapped = new ArrayList<>(rendered.size());
    for (RenderedElement each : rendered) {
      mapped.add(component(action, ids.applyAsLong(mapped.size()), each, element));
    }
    return new MappedComponents(mapped, action.strategy(), unexecuted(rendered));
  }

  MappedRelations relation(IntToLongFunction ids, long sync, ExtRelation element, Ends ends)
      throws ElementException {
    Action action = relations.of(element.type());
    action.render(relationStruct.of(element, ends), relationAnswer.text());
    List<RenderedElement> rendered = relationAnswer.read(action.templateName());
    List<Relation> mapped = new ArrayList<>(rendered.size());
    for (RenderedElement each : rendered) {
      int place = mapped.size();
      Ends said = ends(action.templateName(), each, ends);
      long id = ids.applyAsLong(place);
      Telemetry telemetry = Telemetry.of(action.templateName(), id, each);
      mapped.add(
          new Relation(
              id,
              each.name,
              each.type,
              said.source(),
              said.target(),
              each.direction,
              each.labels(),
              each.description,
              each.properties == null ? element.properties() : each.properties,
              sync,
              PartIds.externalId(element.externalId(), place),
              null,
              null,
              telemetry.streams(),
              telemetry.checks()));
    }
    return new MappedRelations(mapped, unexecuted(rendered));
  }

  private static Component component(
      Action action, long id, RenderedElement said, ExtComponent element) throws ElementException {
    Telemetry telemetry = Telemetry.of(action.templateName(), id, said);
    return new Component(
        id,
        said.name,
        said.type,
        said.layer,
        said.domain,
        said.environments(),
        said.labels(),
        element.identifiers(),
        said.description,
        said.version,
        said.properties == null ? element.properties() : said.properties,
        List.of(),
        telemetry.streams(),
        telemetry.checks(),
        said.propagation);
  }

  /** A template may exchange the ends; it cannot lead to other components. */
  private static Ends ends(String template, RenderedElement said, Ends ends)
      throws ElementException {
    long source = said.source == null ? ends.source() : said.source;
    long target = said.target == null ? ends.target() : said.target;
    boolean same = source == ends.source() && target == ends.target();
    boolean exchanged = source == ends.target() && target == ends.source();
    if (!same && !exchanged) {
      throw new ElementException(
          "Relation",
          "%s: source, target: found %d, %d, expected element.sourceId and element.targetId"
              .formatted(template, source, target));
    }
    return new Ends(source, target);
  }

  private static List<String> unexecuted(List<RenderedElement> rendered) {
    if (rendered.size() == 1) {
      return rendered.get(0).unexecuted();
    }
    Set<String> all = new LinkedHashSet<>();
    rendered.forEach(element -> all.addAll(element.unexecuted()));
    return List.copyOf(all);
  }
}
