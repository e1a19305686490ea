package io.stackstate.operator.content.controller;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.stackstate.crds.Integration;
import io.stackstate.crds.ServiceToken;
import io.stackstate.operator.content.ContentException;
import io.stackstate.operator.content.TokenVault;
import io.stackstate.operator.k8s.ObjectClient;
import io.stackstate.operator.k8s.Ownership;
import io.stackstate.operator.status.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tokens in Secrets that their resources own, so that they go with them whatever happens. A Secret
 * that somebody else made is left alone. Thread-safe.
 */
public final class SecretVault implements TokenVault {
  private static final Logger LOG = LoggerFactory.getLogger(SecretVault.class);
  private static final String KEY = "token";
  private static final String ID = Integration.GROUP + "/token-id";
  private static final String PREVIOUS = Integration.GROUP + "/previous-token-id";
  private static final String TERMS = Integration.GROUP + "/token-terms";
  private static final int FORBIDDEN = 403;

  private final KubernetesClient client;

  public SecretVault(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public Optional<Kept> get(ServiceToken owner, String name) throws ContentException {
    Secret secret = read(owner, name);
    if (secret == null) {
      return Optional.empty();
    }
    if (!Ownership.of(owner).refersTo(secret)) {
      throw new ContentException(
          Verdict.stalled(
              "SecretConflict",
              "the Secret "
                  + name
                  + " belongs to somebody else: delete it, or create another ServiceToken with"
                  + " another spec.secretName"));
    }
    Map<String, String> annotations = secret.getMetadata().getAnnotations();
    boolean whole =
        annotations != null
            && annotations.containsKey(ID)
            && secret.getData() != null
            && secret.getData().containsKey(KEY);
    return whole
        ? Optional.of(
            new Kept(
                annotations.get(ID),
                Optional.ofNullable(annotations.get(PREVIOUS)),
                annotations.getOrDefault(TERMS, "")))
        : Optional.empty();
  }

  private Secret read(ServiceToken owner, String name) throws ContentException {
    try {
      return client.secrets().inNamespace(owner.getMetadata().getNamespace()).withName(name).get();
    } catch (KubernetesClientException e) {
      throw failure("read", name, e);
    }
  }

  @Override
  public void put(ServiceToken owner, String name, Kept kept, String token)
      throws ContentException {
    PatchContext apply =
        new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(ObjectClient.FIELD_MANAGER)
            .withForce(true)
            .build();
    try {
      client.resource(secret(owner, name, kept, token)).patch(apply);
    } catch (KubernetesClientException e) {
      throw failure("write", name, e);
    }
  }

  private static Secret secret(ServiceToken owner, String name, Kept kept, String token) {
    ObjectMeta meta = owner.getMetadata();
    Map<String, String> annotations = new HashMap<>();
    annotations.put(ID, kept.tokenId());
    annotations.put(TERMS, kept.terms());
    kept.previousId().ifPresent(id -> annotations.put(PREVIOUS, id));
    byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
    return new SecretBuilder()
        .withNewMetadata()
        .withNamespace(meta.getNamespace())
        .withName(name)
        .addToLabels(Ownership.MANAGED_BY, Ownership.OPERATOR)
        .addToLabels(Ownership.NAME, Ownership.PRODUCT)
        .withAnnotations(annotations)
        .addNewOwnerReference()
        .withApiVersion(HasMetadata.getApiVersion(ServiceToken.class))
        .withKind(ServiceToken.KIND)
        .withName(meta.getName())
        .withUid(meta.getUid())
        .withController(true)
        .endOwnerReference()
        .endMetadata()
        .withType("Opaque")
        .withData(Map.of(KEY, Base64.getEncoder().encodeToString(bytes)))
        .build();
  }

  @Override
  public void delete(ServiceToken owner, String name) {
    try {
      Secret secret = read(owner, name);
      if (secret != null && Ownership.of(owner).refersTo(secret)) {
        client.resource(secret).delete();
      }
    } catch (ContentException | KubernetesClientException e) {
      // The token in it is revoked, and its owner takes it away.
      LOG.info("the Secret {} goes with its ServiceToken: {}", name, e.getMessage());
    }
  }

  /** Without the answer's text in full: it may quote what was sent. */
  private static ContentException failure(String verb, String name, KubernetesClientException e) {
    if (e.getCode() == FORBIDDEN) {
      return new ContentException(
          Verdict.stalled("Forbidden", "the operator may not " + verb + " the Secret " + name));
    }
    return new ContentException(
        Verdict.waiting(
            "SecretUnavailable",
            "cannot %s the Secret %s (HTTP %d); it is tried again"
                .formatted(verb, name, e.getCode())));
  }
}
