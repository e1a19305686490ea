package io.stackstate.automation.handler;

/** The subjects that are views; pure. */
public final class ViewSubjects {
  private static final String VIEW = "view:";

  private ViewSubjects() {}

  /** The subject of a view. */
  public static String of(long view) {
    return VIEW + view;
  }

  /** Whether a subject is a view. */
  public static boolean isView(String subject) {
    return subject.startsWith(VIEW);
  }

  /** The id of a view, by its subject. */
  static long id(String subject) {
    return Long.parseLong(subject.substring(VIEW.length()));
  }
}
