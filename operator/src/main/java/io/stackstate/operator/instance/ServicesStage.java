package io.stackstate.operator.instance;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.stackstate.operator.instance.model.StageName;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Applies the processes of the platform. A new version is rolled out one process after the other,
 * each when the one before is ready: first the one that opens the graph, since it migrates the
 * schema, then what writes to it, last the receiver, which keeps accepting data all the while
 * (deployment sheet, sections 2.5, 2.6 and 9).
 */
record ServicesStage(Set<StageName> needs) implements Stage {
  private static final String COMPONENT = "app.kubernetes.io/component";
  private static final Set<String> WORKLOADS = Set.of("Deployment", "StatefulSet");
  private static final List<String> ORDER =
      List.of("kafka", "server", "api", "synchronization", "receiver");

  @Override
  public StageName name() {
    return StageName.SERVICES;
  }

  @Override
  public StageReport run(InstanceContext context) {
    List<HasMetadata> objects = context.objects(name());
    Application application = new Application(name(), context);
    objects.stream().filter(object -> !isWorkload(object)).forEach(application::apply);
    List<HasMetadata> workloads =
        objects.stream()
            .filter(ServicesStage::isWorkload)
            .sorted(java.util.Comparator.comparingInt(ServicesStage::order))
            .toList();
    for (HasMetadata workload : workloads) {
      if (context.upgrading() && !application.isReady()) {
        break;
      }
      application.apply(workload);
    }
    return application.report();
  }

  private static boolean isWorkload(HasMetadata object) {
    return WORKLOADS.contains(object.getKind());
  }

  private static int order(HasMetadata object) {
    Map<String, String> labels = object.getMetadata().getLabels();
    int place = labels == null ? -1 : ORDER.indexOf(labels.get(COMPONENT));
    return place < 0 ? ORDER.size() : place;
  }
}
