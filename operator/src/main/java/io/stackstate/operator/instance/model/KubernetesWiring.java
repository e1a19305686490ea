package io.stackstate.operator.instance.model;

import io.stackstate.crds.instance.Auth;
import io.stackstate.crds.instance.KubernetesAuth;
import io.stackstate.crds.instance.ServiceAccountRole;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the API needs to accept tokens of service accounts: who has which role, and a token of its
 * own to ask the API server with.
 */
final class KubernetesWiring {
  private static final String FOLDER = "/var/run/secrets/stackstate.io/kubernetes";
  private static final String SECTION = "stackstate.api.kubernetes.";

  private KubernetesWiring() {}

  static boolean wanted(Resolved instance) {
    Auth auth = instance.spec().auth();
    return auth != null
        && auth.kubernetes() != null
        && Boolean.TRUE.equals(auth.kubernetes().enabled());
  }

  /** Empty unless the spec wants it. */
  static Wiring of(Resolved instance) {
    Wiring wiring = new Wiring();
    if (!wanted(instance)) {
      return wiring;
    }
    KubernetesAuth auth = instance.spec().auth().kubernetes();
    List<Map<String, String>> roles = new ArrayList<>();
    if (auth.roles() != null) {
      auth.roles().forEach(role -> roles.add(grant(role)));
    }
    wiring
        .settings()
        .put(SECTION + "enabled", true)
        .put(SECTION + "audience", auth.audience() == null ? "stackstate" : auth.audience())
        .putObjects(SECTION + "roles", roles)
        .put(SECTION + "tokenFile", FOLDER + "/token")
        .put(SECTION + "caFile", FOLDER + "/ca.crt");
    return wiring.apiServerAccess("kubernetes", FOLDER);
  }

  private static Map<String, String> grant(ServiceAccountRole role) {
    Map<String, String> grant = new LinkedHashMap<>();
    grant.put("namespace", role.namespace());
    if (role.serviceAccount() != null) {
      grant.put("serviceAccount", role.serviceAccount());
    }
    grant.put("role", role.role());
    return grant;
  }

  /** The one thing that is not the operator's to give: it has no such right itself. */
  static String advice(Resolved instance) {
    return "spec.auth.kubernetes: to review tokens, the service account needs a right of the cluster,"
        + " unless it has it already: kubectl create clusterrolebinding %2$s-%1$s-token-review --clusterrole=system:auth-delegator --serviceaccount=%2$s:%1$s"
            .formatted(instance.name(), instance.namespace());
  }
}
