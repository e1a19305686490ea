package io.stackstate.operator.content;

import io.stackstate.operator.status.Verdict;

/** Why a resource cannot be what its spec asks for: what its conditions say. */
public class ContentException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Verdict verdict;

  public ContentException(Verdict verdict) {
    super(verdict.message());
    this.verdict = verdict;
  }

  /** Something that the resource refers to is not there yet; it goes on when it is. */
  public static ContentException missing(String kind, String namespace, String name) {
    return new ContentException(
        Verdict.waiting(
            kind + "NotFound",
            "there is no " + kind + " " + namespace + "/" + name + "; it goes on when there is"));
  }

  public Verdict verdict() {
    return verdict;
  }
}
