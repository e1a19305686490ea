package io.stackstate.operator.instance;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.stackstate.operator.instance.model.StageName;
import java.util.Set;

/** Applies all objects of a stage and waits until they are ready. */
record ApplyStage(StageName name, Set<StageName> needs) implements Stage {
  @Override
  public StageReport run(InstanceContext context) {
    Application application = new Application(name, context);
    for (HasMetadata object : context.objects(name)) {
      application.apply(object);
    }
    if (context.backEnds().containsKey(name)) {
      application.require(context.backEnds().get(name));
    }
    return application.report();
  }
}
