package io.stackstate.stackpacks.stj;

import java.util.Objects;

/**
 * How a document is imported (topology sheet, 4.5 and 4.6).
 *
 * @param owner {@code urn:stackpack:<name>} when a StackPack brings the nodes; null = a user
 * @param namespace when not null, nodes of it that the document lacks are deleted
 * @param excluded a part of the namespace that is left alone; null = none
 * @param strict whether an identifier outside of the namespace is an error, not a warning
 * @param unlocked what happens to a StackPack's node that a user unlocked and changed
 * @param locked what happens to a StackPack's node that is locked, when a user imports
 * @param declared whether a declaration brings the nodes, which the owner stands for: their
 *     identifiers may be any, what a user changed in them is overwritten, and {@code unlocked} is
 *     about nodes that belong to nobody
 */
public record ImportOptions(
    String owner,
    String namespace,
    String excluded,
    boolean strict,
    Strategy unlocked,
    Strategy locked,
    boolean declared) {
  /** Names as the REST API has them, in lower case. */
  public enum Strategy {
    FAIL,
    SKIP,
    OVERWRITE
  }

  public ImportOptions {
    Objects.requireNonNull(unlocked, "unlocked");
    Objects.requireNonNull(locked, "locked");
  }

  /** Options of what no declaration brings. */
  public ImportOptions(
      String owner,
      String namespace,
      String excluded,
      boolean strict,
      Strategy unlocked,
      Strategy locked) {
    this(owner, namespace, excluded, strict, unlocked, locked, false);
  }

  /** A user's import without a namespace. */
  public static ImportOptions plain() {
    return new ImportOptions(null, null, null, true, Strategy.FAIL, Strategy.FAIL);
  }

  /** A user's import that makes a namespace what the document says. */
  public static ImportOptions namespace(String namespace, Strategy unlocked) {
    return new ImportOptions(null, namespace, null, true, unlocked, Strategy.FAIL);
  }

  /** What a StackPack shares between its instances. */
  public static ImportOptions shared(String owner, Strategy unlocked) {
    return new ImportOptions(
        owner, owner, owner + ":instance", false, unlocked, Strategy.OVERWRITE);
  }

  /** What belongs to one instance of a StackPack. */
  public static ImportOptions instance(String owner, String instanceId, Strategy unlocked) {
    return new ImportOptions(
        owner, owner + ":instance:" + instanceId, null, false, unlocked, Strategy.OVERWRITE);
  }

  /**
   * What a declaration brings, and nobody else: nodes that it no longer has are deleted.
   *
   * @param owner the URN of the declaration
   * @param adopt whether nodes that exist already and belong to nobody become its own
   */
  public static ImportOptions declared(String owner, boolean adopt) {
    Strategy unowned = adopt ? Strategy.OVERWRITE : Strategy.FAIL;
    return new ImportOptions(owner, owner, null, false, unowned, Strategy.OVERWRITE, true);
  }
}
