package io.stackstate.operator.instance.model;

import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;

/**
 * What the Pod Security Standard "restricted" asks for, and a read-only root (sheet, section 6).
 */
final class Security {
  private Security() {}

  /**
   * @param openShift chooses the user itself
   */
  static PodSecurityContext pod(long user, boolean openShift) {
    PodSecurityContextBuilder context =
        new PodSecurityContextBuilder()
            .withRunAsNonRoot(true)
            .withNewSeccompProfile()
            .withType("RuntimeDefault")
            .endSeccompProfile();
    if (!openShift) {
      context
          .withRunAsUser(user)
          .withRunAsGroup(user)
          .withFsGroup(user)
          .withFsGroupChangePolicy("OnRootMismatch");
    }
    return context.build();
  }

  static SecurityContext container() {
    return new SecurityContextBuilder()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .build();
  }
}
