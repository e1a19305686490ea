package io.stackstate.operator.content;

import io.stackstate.crds.ServiceToken;
import java.util.Optional;

/**
 * Where service tokens are kept for the programs that use them: Secrets of a cluster, or files.
 * Implementations are thread-safe.
 */
public interface TokenVault {

  /**
   * What is known of a token that is kept; not the token.
   *
   * @param tokenId its id in the platform
   * @param previousId of the one before, which is valid until its end; empty when there is none
   * @param terms on which it was made: other terms need another token
   */
  record Kept(String tokenId, Optional<String> previousId, String terms) {}

  /**
   * @param name of the Secret
   * @return empty when there is none
   * @throws ContentException when one of this name belongs to somebody else, or cannot be read
   */
  Optional<Kept> get(ServiceToken owner, String name) throws ContentException;

  /**
   * Keeps a token in place of the one before; whoever reads meanwhile sees one or the other.
   *
   * @throws ContentException when it cannot be kept
   */
  void put(ServiceToken owner, String name, Kept kept, String token) throws ContentException;

  /** Removes it; nothing happens when there is none, or when it belongs to somebody else. */
  void delete(ServiceToken owner, String name);
}
