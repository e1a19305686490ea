package io.stackstate.model.notification;

/**
 * What a link stands for with which whoever got a message acknowledges its notification, and does
 * nothing else (health sheet, section 13.1 rows 9 and 12). It travels sealed, below {@link #PATH}.
 *
 * @param handler the name of the handler
 * @param output the output that the message went to, which is recorded as who acknowledged
 * @param expiresAt epoch milliseconds
 */
public record AcknowledgeLink(
    String notificationId, String handler, String output, long expiresAt) {
  /** Where the links lead to, below the base URL of the platform. */
  public static final String PATH = "/api/acknowledge/";

  /** For whom they are sealed: nothing else that is sealed is a link. */
  public static final String OWNER = "link:acknowledge";
}
