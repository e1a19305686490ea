package io.stackstate.api.tokens;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.api.auth.Caller;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.auth.Role;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.JsonFields;
import io.stackstate.api.http.Routes;
import io.stackstate.model.ElementId;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;

/** {@code /api/security/tokens}: service tokens (REST sheet, section 6.8). */
public final class TokenResource {
  private static final String PATH = "/api/security/tokens";
  private static final int LONGEST_NAME = 256;

  private final IssuedTokens tokens;
  private final InstantSource clock;

  public TokenResource(IssuedTokens tokens, InstantSource clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  public void bind(Routes routes) {
    routes
        .get(Permission.MANAGE_SERVICE_TOKENS, PATH, call -> list())
        .post(Permission.MANAGE_SERVICE_TOKENS, PATH, this::create)
        .delete(Permission.MANAGE_SERVICE_TOKENS, PATH + "/{id}", this::delete);
  }

  private Answer list() {
    List<IssuedToken> all = tokens.list();
    return Answer.ok(
        out -> {
          out.writeStartArray();
          for (IssuedToken token : all) {
            out.writeStartObject();
            out.writeNumberField("lastUpdateTimestamp", token.issuedMillis());
            write(out, token);
            out.writeEndObject();
          }
          out.writeEndArray();
        });
  }

  private Answer create(Call call) {
    JsonFields body = call.body();
    String name = body.requiredText("name");
    if (name.length() > LONGEST_NAME) {
      throw body.bad("name", "at most " + LONGEST_NAME + " characters");
    }
    if (!body.text("dedicatedSubject").orElse("").isEmpty()) {
      throw body.bad("dedicatedSubject", "nothing: a token has roles");
    }
    List<String> roles = roles(body, call.caller());
    Long expiration = expiration(body);
    try {
      IssuedTokens.Created created = tokens.create(name, roles, expiration);
      return Answer.ok(
          out -> {
            out.writeStartObject();
            write(out, created.token());
            out.writeStringField("token", created.secret());
            out.writeEndObject();
          });
    } catch (IllegalStateException e) {
      throw ApiException.of(409, e.getMessage());
    }
  }

  /** A token must not be a way to rights that its maker does not have. */
  private static List<String> roles(JsonFields body, Caller caller) {
    List<String> names = body.texts("roles").stream().distinct().toList();
    String expected = "some of " + String.join(", ", Role.names());
    if (names.isEmpty()) {
      throw body.bad("roles", expected);
    }
    for (String name : names) {
      Role role = Role.named(name).orElseThrow(() -> body.bad("roles", expected));
      if (!caller.permissions().containsAll(role.permissions())) {
        throw ApiException.of(
            403, "not permitted: the role " + name + " may do what you may not do yourself");
      }
    }
    return names;
  }

  private Long expiration(JsonFields body) {
    String expected = "epoch milliseconds";
    Long expiration = body.whole("expiryDate", Long.MIN_VALUE, expected).orElse(null);
    if (expiration == null || expiration > clock.millis()) {
      return expiration;
    }
    String message = "expiryDate: found " + expiration + ", expected a time in the future";
    throw ApiException.typed(400, "ServiceTokenInvalidExpiryError", message, out -> {});
  }

  private Answer delete(Call call) {
    String id = call.path("id");
    OptionalLong number = ElementId.parse(id);
    if (number.isEmpty() || !tokens.delete(number.getAsLong())) {
      throw ApiException.of(404, "there is no service token with id " + id);
    }
    return Answer.noContent();
  }

  private static void write(JsonGenerator out, IssuedToken token) throws IOException {
    out.writeNumberField("id", token.id());
    out.writeStringField("name", token.name());
    if (token.expirationMillis() != null) {
      out.writeNumberField("expiration", token.expirationMillis());
    }
    out.writeArrayFieldStart("roles");
    for (String role : token.roles()) {
      out.writeString(role);
    }
    out.writeEndArray();
  }
}
