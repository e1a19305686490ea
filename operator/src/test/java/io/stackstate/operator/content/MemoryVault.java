package io.stackstate.operator.content;

import io.stackstate.crds.ServiceToken;
import io.stackstate.operator.status.Verdict;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps tokens as long as the test lasts, and fails on demand. */
final class MemoryVault implements TokenVault {
  final Map<String, Kept> kept = new TreeMap<>();
  final Map<String, String> tokens = new TreeMap<>();
  boolean broken;

  @Override
  public Optional<Kept> get(ServiceToken owner, String name) {
    return Optional.ofNullable(kept.get(name));
  }

  @Override
  public void put(ServiceToken owner, String name, Kept one, String token) throws ContentException {
    if (broken) {
      throw new ContentException(Verdict.waiting("SecretUnavailable", "cannot write " + name));
    }
    kept.put(name, one);
    tokens.put(name, token);
  }

  @Override
  public void delete(ServiceToken owner, String name) {
    kept.remove(name);
    tokens.remove(name);
  }
}
