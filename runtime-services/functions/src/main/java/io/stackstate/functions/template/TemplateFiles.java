package io.stackstate.functions.template;

import java.util.Optional;

/** The files that {@code include} may read: those of a StackPack's provisioning directory. */
@FunctionalInterface
public interface TemplateFiles {
  /** A place without files, for example a template that was stored in a settings node. */
  TemplateFiles NONE = path -> Optional.empty();

  /**
   * @param path relative, with {@code /}, without {@code .} and {@code ..} segments
   */
  Optional<byte[]> read(String path);
}
