package io.stackstate.synchronization.program;

import io.stackstate.model.intake.TopologyPayload;
import io.stackstate.synchronization.mapping.ElementException;
import io.stackstate.synchronization.mapping.ExtComponent;
import io.stackstate.synchronization.mapping.ExtRelation;
import io.stackstate.synchronization.mapping.IdExtractor;

/** One extractor for components and one for relations. */
record ChosenIdExtractor(IdExtractor components, IdExtractor relations) implements IdExtractor {

  @Override
  public ExtComponent component(TopologyPayload.Component sent) throws ElementException {
    return components.component(sent);
  }

  @Override
  public ExtRelation relation(TopologyPayload.Relation sent) throws ElementException {
    return relations.relation(sent);
  }
}
