package io.stackstate.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a user asks for. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = ContentText.SAME_INSTANCE, message = ContentText.INSTANCE_REF_IMMUTABLE)
@ValidationRule(
    value =
        "has(self.secretName) == has(oldSelf.secretName)"
            + " && (!has(self.secretName) || self.secretName == oldSelf.secretName)",
    message = ServiceTokenSpec.SECRET_NAME_IMMUTABLE)
@ValidationRule(
    value = "!has(self.renewBefore) || has(self.expiresAfter)",
    message = ServiceTokenSpec.RENEW_NEEDS_EXPIRY)
public record ServiceTokenSpec(
    @JsonPropertyDescription(ContentText.INSTANCE_REF) InstanceRef instanceRef,
    @JsonPropertyDescription(ContentText.SUSPEND) @Default("false") Boolean suspend,
    @Required
        @JsonPropertyDescription(
            "What the token may do: stackstate-admin, stackstate-platform-admin,"
                + " stackstate-power-user, stackstate-guest. Another list makes another token, and"
                + " the one before ends at once.")
        @Size(min = 1, max = 16)
        List<@Size(min = 1, max = 128) String> roles,
    @JsonPropertyDescription(
            "How long a token is valid, at least 10m. It is renewed in time: the Secret then has"
                + " another one, and the one before stays valid until its end. Absent: for ever.")
        @Pattern(DurationText.PATTERN)
        String expiresAfter,
    @JsonPropertyDescription(
            "How long before its end a token is renewed, less than expiresAfter. Absent: a third of"
                + " expiresAfter.")
        @Pattern(DurationText.PATTERN)
        String renewBefore,
    @JsonPropertyDescription(
            "The Secret that holds the token under the key token, in the namespace of this"
                + " resource. It is made, and it goes with this resource. Absent: it is called like"
                + " this resource. Immutable.")
        @Size(min = 1, max = 253)
        @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
        String secretName)
    implements ContentSpec {
  static final String SECRET_NAME_IMMUTABLE =
      "spec.secretName is immutable: delete this resource and create another";
  static final String RENEW_NEEDS_EXPIRY = "spec.renewBefore needs spec.expiresAfter";

  private static final Duration SHORTEST = Duration.ofMinutes(10);
  private static final int DEFAULT_PART = 3;

  public ServiceTokenSpec {
    roles = roles == null ? null : List.copyOf(roles);
  }

  /** A token that nobody keeps is a danger: it always goes with its resource. */
  @Override
  public DeletionPolicy deletionPolicy() {
    return DeletionPolicy.Delete;
  }

  /** How long a token is valid; empty = for ever. */
  public Optional<Duration> lifetime() {
    return Optional.ofNullable(expiresAfter).map(DurationText::parse);
  }

  /** How long before its end it is renewed; zero when it does not end. */
  public Duration lead() {
    if (renewBefore != null) {
      return DurationText.parse(renewBefore);
    }
    return lifetime().map(length -> length.dividedBy(DEFAULT_PART)).orElse(Duration.ZERO);
  }

  /**
   * The rules that a schema cannot say.
   *
   * @param before the spec that is replaced; null when the resource is new
   * @return messages for people; empty when all rules hold
   */
  public static List<String> violations(ServiceTokenSpec spec, ServiceTokenSpec before) {
    List<String> broken = new ArrayList<>();
    if (before != null && !Objects.equals(spec.instanceRef(), before.instanceRef())) {
      broken.add(ContentText.INSTANCE_REF_IMMUTABLE);
    }
    if (before != null && !Objects.equals(spec.secretName(), before.secretName())) {
      broken.add(SECRET_NAME_IMMUTABLE);
    }
    if (spec.renewBefore() != null && spec.expiresAfter() == null) {
      broken.add(RENEW_NEEDS_EXPIRY);
    }
    spec.lifetime()
        .filter(length -> length.compareTo(SHORTEST) < 0)
        .ifPresent(
            length ->
                broken.add(
                    "spec.expiresAfter: found %s, expected at least 10m"
                        .formatted(spec.expiresAfter())));
    spec.lifetime()
        .filter(length -> spec.lead().compareTo(length) >= 0)
        .ifPresent(
            length ->
                broken.add(
                    "spec.renewBefore: found %s, expected less than spec.expiresAfter, which is %s"
                        .formatted(spec.renewBefore(), spec.expiresAfter())));
    return broken;
  }
}
