package io.stackstate.operator.folder;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.stackstate.operator.content.ContentEvent;
import io.stackstate.operator.content.ContentEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events as lines of the log, where there is no API server. */
final class LogEvents implements ContentEvents {
  private static final Logger LOG = LoggerFactory.getLogger("io.stackstate.operator.events");

  @Override
  public void record(HasMetadata resource, ContentEvent event) {
    String who =
        resource.getKind()
            + " "
            + resource.getMetadata().getNamespace()
            + "/"
            + resource.getMetadata().getName();
    if (event.type() == ContentEvent.Type.Warning) {
      LOG.warn("{}: {}: {}", who, event.reason(), event.message());
    } else {
      LOG.info("{}: {}: {}", who, event.reason(), event.message());
    }
  }
}
