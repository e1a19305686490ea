package io.stackstate.operator.content;

/**
 * The body of {@code PUT /api/integrations/{identifier}}: what the resource decides of it.
 *
 * @param type for example {@code CustomSync}
 */
public record RemoteIntegration(String name, String type, RemoteCustomSync customSync)
    implements DesiredIntegration {

  /**
   * @param expireAfterMillis null: elements never expire
   */
  public record RemoteCustomSync(String instanceType, String instanceUrl, Long expireAfterMillis) {}
}
