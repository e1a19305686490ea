package io.stackstate.operator.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.crds.ServiceToken;
import io.stackstate.operator.api.ApiClient;
import io.stackstate.operator.api.ApiException;
import io.stackstate.operator.content.TokenState.Issued;
import io.stackstate.operator.content.TokenVault.Kept;
import java.util.List;
import java.util.Optional;

/**
 * The tokens of a resource, in {@code /api/security/tokens} and in the vault. What a crash leaves
 * between making a token and keeping it is a token without use: the next reconciliation removes it.
 *
 * @param desired empty when the resource is being deleted
 */
record RemoteToken(
    ServiceToken resource, Optional<DesiredToken> desired, ApiClient api, TokenVault vault)
    implements Remote<DesiredToken> {
  private static final String PATH = "/api/security/tokens";

  /** How the platform lists the tokens of a resource. */
  static String nameOf(ServiceToken resource) {
    return "ServiceToken "
        + resource.getMetadata().getNamespace()
        + "/"
        + resource.getMetadata().getName();
  }

  static String secretOf(ServiceToken resource) {
    String name = resource.getSpec() == null ? null : resource.getSpec().secretName();
    return name == null ? resource.getMetadata().getName() : name;
  }

  /** The tokens that the platform has for a resource. */
  static List<Issued> issued(ServiceToken resource, ApiClient api)
      throws ApiException, InterruptedException {
    String name = nameOf(resource);
    return api.list(PATH).stream()
        .filter(token -> name.equals(token.path("name").asText()))
        .map(Issued::of)
        .toList();
  }

  @Override
  public String name() {
    return "the service token in Secret " + secretOf(resource);
  }

  @Override
  public Optional<JsonNode> get() throws ApiException, InterruptedException {
    if (desired.isPresent()) {
      TokenState state = desired.get().state();
      return state.issued().isEmpty() ? Optional.empty() : Optional.of(view(state.current()));
    }
    boolean gone = issued(resource, api).isEmpty() && !isKept();
    return gone ? Optional.empty() : Optional.of(view(Optional.empty()));
  }

  private boolean isKept() {
    try {
      return vault.get(resource, secretOf(resource)).isPresent();
    } catch (ContentException notOurs) {
      return false;
    }
  }

  @Override
  public JsonNode put(DesiredToken wanted, Optional<JsonNode> present)
      throws ContentException, ApiException, InterruptedException {
    for (String id : wanted.stale()) {
      revoke(id);
    }
    if (!wanted.needsToken()) {
      return view(wanted.state().current());
    }
    JsonNode created = api.post(PATH, request(wanted));
    Issued made = Issued.of(created);
    Optional<String> before = wanted.state().current().map(Issued::id);
    Kept kept = new Kept(made.id(), wanted.renewal() ? before : Optional.empty(), wanted.terms());
    vault.put(resource, wanted.secretName(), kept, created.path("token").asText());
    for (Issued old : wanted.state().issued()) {
      boolean goesOn = kept.previousId().filter(id -> id.equals(old.id())).isPresent();
      if (!goesOn && !wanted.stale().contains(old.id())) {
        revoke(old.id());
      }
    }
    return view(Optional.of(made));
  }

  private static ObjectNode request(DesiredToken wanted) {
    ObjectNode request = JsonNodeFactory.instance.objectNode().put("name", wanted.name());
    wanted.roles().forEach(request.putArray("roles")::add);
    if (wanted.expires() != null) {
      request.put("expiryDate", wanted.expires().toEpochMilli());
    }
    return request;
  }

  private void revoke(String id) throws ApiException, InterruptedException {
    api.delete(PATH + "/" + id);
  }

  @Override
  public boolean delete(JsonNode present) throws ApiException, InterruptedException {
    for (Issued token : issued(resource, api)) {
      revoke(token.id());
    }
    vault.delete(resource, secretOf(resource));
    return true;
  }

  private static ObjectNode view(Optional<Issued> token) {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    token.ifPresent(found -> view.put("tokenId", found.id()));
    token.flatMap(Issued::expires).ifPresent(end -> view.put("expires", end.toEpochMilli()));
    return view;
  }
}
