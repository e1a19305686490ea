package io.stackstate.operator.content;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * Settings that a resource declares.
 *
 * @param file how errors name the document
 * @param document STJ or STY
 * @param adopt whether nodes that exist already and belong to nobody become the resource's
 */
public record DeclaredSettings(@JsonIgnore String file, String document, boolean adopt) {
  /** By which the platform tells one version from another. */
  String revision() {
    return ContentHash.of(this);
  }
}
